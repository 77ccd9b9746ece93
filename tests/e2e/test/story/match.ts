import { expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { sendFile } from '../files.ts';
import { callerOf, idOf, type Name } from './cast.ts';
import { made, programs } from './draft.ts';
import { dayZone, mailsIn } from './mails.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

const participants = ['amal', 'olga', 'lena', 'maja'] as const satisfies Name[];
const file = () =>
  [
    'reference,name,email,cohort,line_manager,languages,time_zone,invite',
    ...participants.map((name) => {
      const cohort = name === 'amal' || name === 'olga' ? 'Leaders of spring' : 'Teams of spring';
      const leads = name === 'amal' ? 'leo' : '';
      return `${name},${name} by file,${name}@example.org,${cohort},${leads},de;en,${dayZone()},yes`;
    }),
    '',
  ].join('\n');

/** People are enrolled and invited, coaches say what they offer, and client and coach choose each other. */
export const match = (story: Story, steps: Steps): void => {
  enrol(story, steps);
  offer(story, steps);
  propose(story, steps);
};

const enrol = (story: Story, { step }: Steps): void => {
  const send = async (dryRun: boolean) => {
    const sent = await sendFile(story.running, callerOf('kofi'), {
      service: 'engagements',
      kind: 'ENROLMENTS',
      target: story.ids['program'],
      file: file(),
      dryRun,
      readAfter: story.readAfter,
    });
    story.after(sent.token);
    return sent;
  };
  step(
    'A file of participants is looked at before it does anything',
    async () => {
      expect(await send(true)).toMatchObject({ state: 'CHECKED', rows: 4, added: 4 });
    },
    { seenBy: [] },
  );
  step(
    'enrols them',
    async () => {
      story.texts.push(...participants.map((name) => `${name} by file`));
      expect(await send(false)).toMatchObject({ state: 'COMMITTED', rows: 4, added: 4 });
    },
    // Of others who see programs, the cohorts count; participants see what was said of their languages.
    { seenBy: [...programs, ...participants], readBy: ['kofi', 'ada'] },
  );
  step(
    'does nothing a second time',
    async () => {
      expect(await send(false)).toMatchObject({ state: 'ALREADY_IMPORTED' });
    },
    { seenBy: [] },
  );
  it('The participants are invited, and nobody else is', async () => {
    await eventually(() => {
      expect(mailsIn(story.running.folder).map(({ to }) => to)).toEqual(
        participants.map((name) => `${name}@example.org`).sort(),
      );
    });
    for (const { text } of mailsIn(story.running.folder)) {
      expect(text).toContain('A secure house');
      expect(text).not.toMatch(/armour|by file|spring/);
    }
  });
};

const offer = (story: Story, { step, refused }: Steps): void => {
  const offers = { languages: ['de', 'en'], credentials: ['PCC'], timeZone: 'Europe/Vienna', capacity: 4 };
  const register = (who: Name) =>
    story.tell(who, 'registerCoach', 'coach { id }', { ...offers, specialities: ['CONFLICT'] });
  step('A coach says what she offers', () => register('noor'), { seenBy: ['noor', 'kofi'] });
  step(
    'and who she is',
    () => story.tell('noor', 'introduceCoach', 'coach { id }', { words: 'I listen for long' }),
    {
      seenBy: ['noor'],
    },
  );
  step(
    'Two others do so, too',
    async () => {
      await register('taro');
      await register('otto');
    },
    { seenBy: ['kofi'] },
  );
  step(
    'They can be chosen in the program',
    () => {
      const coachIds = (['noor', 'taro', 'otto'] as const).map(idOf);
      return story.tell('kofi', 'poolCoaches', 'programId', { programId: story.ids['program'], coachIds });
    },
    { seenBy: ['kofi'] },
  );
  step(
    'A participant says what she wishes for',
    () =>
      story.tell('amal', 'stateWishes', 'participantId', {
        specialities: ['CONFLICT'],
        avoidUnits: ['Sales and more sales'],
      }),
    { seenBy: ['amal'] },
  );
  step(
    'Coaches are ranked for every participant, who each see theirs, with reasons',
    async () => {
      const input = { programId: story.ids['program'], shown: 3 };
      story.ids['ranking'] = made(
        await story.tell('kofi', 'rankCoaches', 'ranking { id }', input),
        'ranking',
      );
      story.texts.push('I listen for long');
      await eventually(async () => {
        const query = `query ($id: ID!) { coachRanking(id: $id) { status }
          coachProposals(rankingId: $id) { edges { node { participantId } } } }`;
        const { data } = await story.ask('kofi', query, { id: story.ids['ranking'] });
        expect(data).toMatchObject({
          coachRanking: { status: 'COMPLETED' },
          coachProposals: { edges: { length: 4 } },
        });
      });
    },
    { seenBy: ['kofi', ...participants], readBy: ['noor', ...participants] },
  );
  refused(
    'A coach does not rank',
    () => story.refused('noor', 'rankCoaches', { programId: story.ids['program'] }),
    'FORBIDDEN',
  );
};

const propose = (story: Story, { step, refused }: Steps): void => {
  const of = (name: 'individual' | 'team' | 'organization') => ({ engagementId: story.ids[name] });
  const proposed = async (name: 'individual' | 'team' | 'organization', input: object) => {
    const programId = story.ids['program'];
    const told = await story.tell('kofi', 'proposeEngagement', 'engagement { id }', { programId, ...input });
    story.ids[name] = made(told, 'engagement');
  };
  const fields = 'engagement { id sessions { id } }';
  const cohort = () => story.ids['Teams of spring'];

  step(
    'An engagement is proposed for her',
    () =>
      proposed('individual', {
        kind: 'INDIVIDUAL',
        clientId: idOf('amal'),
        sponsorId: idOf('ines'),
        cohortId: story.ids['cohort'],
        purpose: 'to ask before it is late',
      }),
    {
      seenBy: ['amal', 'ines', 'kofi'],
      readBy: ['amal'],
      told: { ENGAGEMENT_PROPOSED: ['amal', 'ines'] },
    },
  );
  step(
    'for a team',
    () =>
      proposed('team', {
        kind: 'TEAM',
        clientId: idOf('lena'),
        sponsorId: idOf('ines'),
        cohortId: cohort(),
        purpose: 'to disagree early',
      }),
    {
      seenBy: ['lena', 'ines', 'kofi'],
      readBy: ['lena'],
      told: { ENGAGEMENT_PROPOSED: ['lena', 'ines'] },
    },
  );
  step(
    'for an organization',
    () =>
      proposed('organization', {
        kind: 'ORGANIZATION',
        clientId: idOf('maja'),
        sponsorId: idOf('oskar'),
        cohortId: cohort(),
        purpose: 'to change what drains us',
      }),
    {
      seenBy: ['maja', 'oskar', 'kofi'],
      readBy: ['maja'],
      told: { ENGAGEMENT_PROPOSED: ['maja', 'oskar'] },
    },
  );
  step(
    'and for all of her cohort who have none',
    async () => {
      const told = await story.tell('kofi', 'proposeEngagements', 'proposed', {
        programId: story.ids['program'],
        cohortId: story.ids['cohort'],
        purpose: 'to lead as others do',
      });
      expect(told['proposed']).toBe(1);
    },
    { seenBy: ['olga', 'kofi'], readBy: [] },
  );
  step(
    'The team has members',
    () =>
      story.tell('kofi', 'addMembers', fields, { ...of('team'), personIds: [idOf('tomas'), idOf('yuki')] }),
    {
      seenBy: ['lena', 'tomas', 'yuki', 'ines', 'kofi'],
      told: { MEMBERS_ADDED: ['lena', 'tomas', 'yuki'], ENGAGEMENT_PROPOSED: ['tomas', 'yuki'] },
    },
  );
  step(
    'and the organization',
    () => story.tell('kofi', 'addMembers', fields, { ...of('organization'), personIds: [idOf('rui')] }),
    {
      seenBy: ['maja', 'rui', 'oskar', 'kofi'],
      told: { MEMBERS_ADDED: ['maja', 'rui'], ENGAGEMENT_PROPOSED: ['rui'] },
    },
  );
  step(
    'She asks a coach',
    () => story.tell('amal', 'proposeCoach', fields, { ...of('individual'), coachId: idOf('otto') }),
    { seenBy: ['amal', 'otto', 'kofi'], told: { COACH_PROPOSED: ['amal'] } },
  );
  refused(
    'Another coach cannot accept',
    () => story.refused('taro', 'acceptMatch', of('individual')),
    'ENGAGEMENT_NOT_FOUND',
  );
  step(
    'He declines, and nobody has to say why',
    () => story.tell('otto', 'declineMatch', 'engagementId', { ...of('individual'), coachId: idOf('otto') }),
    { seenBy: ['amal', 'otto', 'kofi'], told: { MATCH_DECLINED: ['amal'] } },
  );
  step(
    'She asks another one',
    () => story.tell('amal', 'proposeCoach', fields, { ...of('individual'), coachId: idOf('noor') }),
    { seenBy: ['amal', 'noor', 'kofi'], told: { COACH_PROPOSED: ['amal'] } },
  );
  step(
    'who accepts, and does not hear of the first',
    () => {
      story.texts.push('to ask before it is late');
      return story.tell('noor', 'acceptMatch', fields, of('individual'));
    },
    {
      seenBy: ['amal', 'noor', 'ines', 'kofi'],
      readBy: ['amal', 'noor'],
      told: { MATCH_CONFIRMED: ['amal', 'noor', 'ines'], ENGAGEMENT_PROPOSED: ['noor'] },
    },
  );
};
