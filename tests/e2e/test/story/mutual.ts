import { expect, it } from '@jest/globals';
import { ofTeam, pair } from './agree.ts';
import { idOf, type Name } from './cast.ts';
import { made } from './draft.ts';
import { workOf } from './meet.ts';
import { type EngagementName } from './pages.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

/** What each lives is their own: settledness, moments of meeting, presence, energy, alliance, rupture and repair, whom one turned to. */
export const mutual = (story: Story, steps: Steps): void => {
  meeting(story, steps);
  energy(story, steps);
  haven(story, steps);
  inTeam(story, steps);
};

/** Notes something, and gives back its id. */
const noting =
  (story: Story) =>
  async (who: Name, name: EngagementName, mutation: string, input: object): Promise<string> =>
    made(await workOf(story).go(who, name, mutation, input, 'entry { id }'), 'entry');

const meeting = (story: Story, { step, refused }: Steps): void => {
  const note = noting(story);
  const inFirst = () => ({ sessionId: story.ids['first'] });
  step(
    'Client and coach note how settled they came and left, and each sees how they affect each other',
    async () => {
      const steps = { arriving: 'UNSETTLED', leaving: 'RATHER_SETTLED' };
      for (const who of pair) await note(who, 'individual', 'noteSettledness', { ...inFirst(), ...steps });
    },
    { seenBy: pair, told: { SETTLEDNESS_NOTED: pair } },
  );
  step(
    'She marks a moment of meeting, and nobody can tell that she did',
    () =>
      note('amal', 'individual', 'markMomentOfMeeting', {
        ...inFirst(),
        withId: idOf('noor'),
        words: 'when we were silent',
      }),
    { seenBy: ['amal'], told: { MOMENT_OF_MEETING_MARKED: ['amal'] } },
  );
  refused(
    'A mark is not taken back, and not made twice',
    () =>
      workOf(story).refuse('amal', 'individual', 'markMomentOfMeeting', {
        ...inFirst(),
        withId: idOf('noor'),
      }),
    'MOMENT_ALREADY_MARKED',
  );
  step(
    'The coach marks it, too: it was a moment of meeting, and each keeps their own words',
    () =>
      note('noor', 'individual', 'markMomentOfMeeting', {
        ...inFirst(),
        withId: idOf('amal'),
        words: 'when she looked up',
      }),
    {
      seenBy: pair,
      readBy: ['noor'],
      told: { MOMENT_OF_MEETING_MARKED: ['noor'], MOMENT_OF_MEETING_SHARED: pair },
    },
  );
  step(
    'The coach notes how present she was, for herself',
    () => note('noor', 'individual', 'notePresence', { ...inFirst(), words: 'I was elsewhere twice' }),
    { seenBy: ['noor'], told: { PRESENCE_NOTED: ['noor'] } },
  );
  step(
    'Each writes a note of their own, and one for both',
    async () => {
      const write = (who: Name, words: string, isShared: boolean) =>
        note(who, 'individual', 'writeNote', { words, isShared });
      story.ids['note of noor'] = await write('noor', 'a guess of mine', false);
      await note('noor', 'individual', 'writeNote', { words: 'what we agreed on', isShared: true });
      story.texts = ['what we agreed on'];
    },
    { seenBy: pair, told: { NOTE_WRITTEN: pair } },
  );
  it('and the private one is in the page of its author alone', async () => {
    const query = 'query ($id: ID!) { engagement(id: $id) { notes { edges { node { id words } } } } }';
    const seen = async (who: Name) =>
      JSON.stringify((await story.ask(who, query, { id: story.ids.individual })).data);
    expect(await seen('noor')).toContain('a guess of mine');
    expect(await seen('amal')).not.toContain('a guess of mine');
    expect(await seen('amal')).not.toContain(story.ids['note of noor']);
  });
};

const energy = (story: Story, { step }: Steps): void => {
  const { go } = workOf(story);
  const note = noting(story);
  const share = (mutation: string, entryId: string | undefined) =>
    go('amal', 'individual', mutation, { entryId }, 'entryId');
  step(
    'The client notes her energy, names what she guards, and where it went',
    async () => {
      await note('amal', 'individual', 'noteEnergy', { guarding: 'MUCH', free: 'A_LITTLE' });
      const aspectId = await note('amal', 'individual', 'nameGuardedAspect', { words: 'that I need others' });
      story.ids['aspect'] = aspectId;
      await note('amal', 'individual', 'redirectEnergy', {
        aspectId,
        to: 'GOAL',
        toId: story.ids['goal'],
        words: 'into what I say',
      });
    },
    {
      seenBy: ['amal'],
      told: { ENERGY_NOTED: ['amal'], GUARDED_ASPECT_NAMED: ['amal'], ENERGY_REDIRECTED: ['amal'] },
    },
  );
  step(
    'She shares what she guards with her coach, and nothing else',
    () => {
      story.texts.push('that I need others');
      return share('shareEnergy', story.ids['aspect']);
    },
    { seenBy: pair, told: { ENERGY_SHARED: pair } },
  );
  step(
    'She rates the alliance, for herself',
    async () => {
      const rating = { sessionId: story.ids['first'], bond: 4, task: 3, goal: 5 };
      story.ids['rating'] = await note('amal', 'individual', 'rateAlliance', rating);
    },
    { seenBy: ['amal'], told: { ALLIANCE_RATED: ['amal'] } },
  );
  step('and shares it', () => share('shareAllianceRating', story.ids['rating']), {
    seenBy: pair,
    told: { ALLIANCE_SHARED: pair },
  });
};

const haven = (story: Story, { step }: Steps): void => {
  const { go } = workOf(story);
  const note = noting(story);
  step(
    'Something tears between them, and they mend it',
    async () => {
      const words = 'she was late, and I felt it';
      const ruptureId = await note('amal', 'individual', 'noteRupture', { words });
      const mended = { ruptureId, helped: 'that she said it first' };
      await go('noor', 'individual', 'repairRupture', mended, 'entry { id }');
    },
    { seenBy: pair, told: { RUPTURE_NOTED: pair, RUPTURE_REPAIRED: pair } },
  );
  step(
    'She notes whom she turned to when it was hard',
    () =>
      note('amal', 'individual', 'noteTurnedTo', {
        turnedTo: 'SOMEONE_IN_MY_SYSTEMS',
        words: 'I called my sister',
      }),
    { seenBy: pair, told: { TURNED_TO_NOTED: pair } },
  );
};

/** In a team each reads their own and what was shared, never a colleague’s. */
const inTeam = (story: Story, { step, refused }: Steps): void => {
  const { refuse } = workOf(story);
  const note = noting(story);
  const two: readonly Name[] = ['tomas', 'taro'];
  step(
    'A member notes how settled he came, what tore, and whom he turned to: for himself and the coach',
    async () => {
      await note('tomas', 'team', 'noteSettledness', {
        sessionId: story.ids['of the team'],
        arriving: 'IN_BETWEEN',
      });
      await note('tomas', 'team', 'noteRupture', { words: 'the coach took sides' });
      await note('tomas', 'team', 'noteTurnedTo', { turnedTo: 'MYSELF', words: 'I went for a walk' });
    },
    { seenBy: two, told: { SETTLEDNESS_NOTED: two, RUPTURE_NOTED: two, TURNED_TO_NOTED: two } },
  );
  step(
    'Another one notes her energy and the alliance: for herself',
    async () => {
      await note('yuki', 'team', 'noteEnergy', { guarding: 'SOME', free: 'SOME' });
      await note('yuki', 'team', 'nameGuardedAspect', { words: 'my doubts about us' });
      await note('yuki', 'team', 'rateAlliance', { bond: 2, task: 2, goal: 2 });
    },
    {
      seenBy: ['yuki'],
      told: { ENERGY_NOTED: ['yuki'], GUARDED_ASPECT_NAMED: ['yuki'], ALLIANCE_RATED: ['yuki'] },
    },
  );
  step(
    'A note for all is read by all who take part',
    () => note('yuki', 'team', 'writeNote', { words: 'we begin with a round', isShared: true }),
    { seenBy: ofTeam, told: { NOTE_WRITTEN: ofTeam } },
  );
  refused(
    'Nobody says something of a colleague',
    () => refuse('lena', 'team', 'noteRupture', { aboutId: idOf('tomas'), words: 'he was angry' }),
    'ABOUT_YOURSELF_ONLY',
  );
  step(
    'What the organization’s member says is for him and both coaches, not for who signs',
    () => note('rui', 'organization', 'noteTurnedTo', { turnedTo: 'COACH', words: 'I wrote to both' }),
    { seenBy: ['rui', 'noor', 'taro'], told: { TURNED_TO_NOTED: ['rui', 'noor', 'taro'] } },
  );
};
