import { expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { ofTeam, pair } from './agree.ts';
import { idOf, type Name } from './cast.ts';
import { onDay, workOf } from './meet.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

/** What concerns safety is for whom it is about and the coaches: referral, side effect, a pause, another coach. */
export const safety = (story: Story, steps: Steps): void => {
  records(story, steps);
  handOver(story, steps);
};

const records = (story: Story, { step, refused }: Steps): void => {
  const { go, refuse } = workOf(story);
  const note = (who: Name, mutation: string, input: object) =>
    go(who, 'individual', mutation, input, 'entry { id }');
  step(
    'The coach refers the client, says where confidentiality ends, and hears of a side effect',
    async () => {
      await note('noor', 'makeReferral', { words: 'to somebody for sleep' });
      await note('noor', 'nameLimitOfConfidentiality', { limit: 'DANGER', words: 'if a life is at risk' });
      await note('amal', 'noteSideEffect', { words: 'I sleep worse after it' });
    },
    {
      seenBy: pair,
      told: { REFERRAL_MADE: pair, LIMIT_OF_CONFIDENTIALITY_NAMED: pair, SIDE_EFFECT_NOTED: pair },
    },
  );
  step(
    'The work rests for her health; to all others it goes on',
    async () => {
      await note('amal', 'noteHealthPause', { words: 'an operation in May' });
      await go('amal', 'individual', 'pauseEngagement');
    },
    { seenBy: pair, told: { HEALTH_PAUSE_NOTED: pair, ENGAGEMENT_PAUSED: pair } },
  );
  refused(
    'There is no session while it rests',
    () => refuse('noor', 'individual', 'scheduleSession', { kind: 'COACHING', ...onDay(120) }),
    'SESSION_NOT_IN_THIS_PHASE',
  );
  it('Paused is what the two see, active what the others do', async () => {
    const query = 'query ($id: ID!) { engagement(id: $id) { status } }';
    for (const [who, status] of [
      ['amal', 'PAUSED'],
      ['noor', 'PAUSED'],
      ['ines', 'ACTIVE'],
      ['kofi', 'ACTIVE'],
    ] as const) {
      const { data } = await story.ask(who, query, { id: story.ids.individual });
      expect([who, data]).toEqual([who, { engagement: { status } }]);
    }
  });
  step('and goes on', () => go('amal', 'individual', 'resumeEngagement'), {
    seenBy: pair,
    told: { ENGAGEMENT_RESUMED: pair },
  });
  step(
    'A side effect in the team is for whom it is about and the coach',
    () => go('tomas', 'team', 'noteSideEffect', { words: 'I dread the round' }, 'entry { id }'),
    { seenBy: ['tomas', 'taro'], told: { SIDE_EFFECT_NOTED: ['tomas', 'taro'] } },
  );
  step('A pause of the team is for all who take part', () => go('lena', 'team', 'pauseEngagement'), {
    seenBy: ofTeam,
    told: { ENGAGEMENT_PAUSED: ofTeam },
  });
  step('and its end', () => go('taro', 'team', 'resumeEngagement'), {
    seenBy: ofTeam,
    told: { ENGAGEMENT_RESUMED: ofTeam },
  });
  step('The coach cannot go on', () => note('noor', 'sayCannotGoOn', { words: 'I am ill, too' }), {
    seenBy: pair,
    told: { COACH_CANNOT_GO_ON: pair },
  });
};

/** What the new coach hears of: what was between client and coach, and what all parties know. */
const readByNew = [
  ...['ENGAGEMENT_PROPOSED', 'MATCH_CONFIRMED', 'AGREEMENT_DRAFTED', 'AGREEMENT_SIGNED', 'AGREEMENT_AMENDED'],
  ...[
    'ENGAGEMENT_CONTRACTED',
    'AMENDMENT_AGREED',
    'ENGAGEMENT_STARTED',
    'ENGAGEMENT_PAUSED',
    'ENGAGEMENT_RESUMED',
  ],
  ...['SESSION_SCHEDULED', 'SESSION_RESCHEDULED', 'SESSION_HELD', 'SESSION_CANCELLED', 'SESSION_MISSED'],
  ...['SESSION_CORRECTED', 'SESSION_AGENDA_SET', 'SESSION_NOTES_SET', 'COACH_REASSIGNED'],
  ...[
    'GOAL_SCALED',
    'GOAL_RESCALED',
    'GOAL_RATED',
    'ACTION_COMMITTED',
    'ACTION_COMPLETED',
    'MIDPOINT_REVIEW_HELD',
  ],
  ...['ESSENTIAL_QUESTION_OPENED', 'ESSENTIAL_QUESTION_REWORDED', 'ESSENTIAL_QUESTION_REVISITED'],
  ...['ESSENTIAL_QUESTION_RESTED', 'SETTLEDNESS_NOTED', 'ENERGY_SHARED', 'ALLIANCE_SHARED', 'RUPTURE_NOTED'],
  ...[
    'RUPTURE_REPAIRED',
    'TURNED_TO_NOTED',
    'NOTE_WRITTEN',
    'PRACTICE_OFFERED',
    'PRACTICE_TAKEN',
    'PRACTICE_RESTED',
  ],
  ...['EXPERIMENT_DESIGNED', 'EXPERIMENT_TRIED', 'EXPERIMENT_DEBRIEFED', 'PATTERN_NAMED', 'PATTERN_REVISED'],
  ...[
    'ALTERNATIVE_FORMED',
    'ALTERNATIVE_REVISED',
    'ALTERNATIVE_TRIED',
    'STRATEGY_CHOSEN',
    'STRATEGY_TRIED',
    'STRATEGY_ADOPTED',
  ],
  ...[
    'STRATEGY_DROPPED',
    'ABILITY_RATED',
    'CONDITION_NAMED',
    'CONDITION_BROUGHT_FORWARD',
    'CONDITION_ACCEPTED',
  ],
  ...[
    'COMMITMENT_MADE',
    'COMMITMENT_REPORTED',
    'CONDITION_RATING_RELEASED',
    'REFERRAL_MADE',
    'SIDE_EFFECT_NOTED',
  ],
  ...['LIMIT_OF_CONFIDENTIALITY_NAMED', 'HEALTH_PAUSE_NOTED', 'COACH_CANNOT_GO_ON'],
];
/** Words of the story that stay with whoever wrote them, and those that the new coach reads. */
const kept = [
  'when we were silent',
  'when she looked up',
  'I was elsewhere twice',
  'a guess of mine',
  'into what I say',
];
const handed = [
  'that I need others',
  'she was late, and I felt it',
  'to somebody for sleep',
  'what we agreed on',
];

const handOver = (story: Story, { step, refused }: Steps): void => {
  const { go, refuse } = workOf(story);
  const change = { coachId: idOf('taro'), fromId: idOf('noor') };
  refused(
    'Nobody but the client lets another coach in',
    () => refuse('noor', 'individual', 'reassignCoach', change),
    'FORBIDDEN',
  );
  step(
    'The client lets another coach go on, and the first one sees no more of it',
    async () => {
      story.texts.push(...handed);
      await go('amal', 'individual', 'reassignCoach', change);
      // Her place is free soon after.
      await eventually(async () => {
        const query = 'query ($noor: ID!) { coachProfile(id: $noor) { taken } }';
        const { data } = await story.ask('noor', query, { noor: idOf('noor') });
        expect(data).toEqual({ coachProfile: { taken: 1 } });
      });
    },
    {
      seenBy: ['amal', 'noor', 'taro', 'ines', 'kofi'],
      readBy: ['amal', 'taro'],
      told: { COACH_REASSIGNED: ['amal', 'ines'] },
      catchUp: { taro: readByNew },
    },
  );
  it('The new coach reads what was between client and coach, and nothing that was somebody’s own', async () => {
    const seen = (await story.look()).get('taro')?.page ?? '';
    expect(kept.filter((words) => seen.includes(words))).toEqual([]);
  });
  refused(
    'For the first one there is no such engagement any more',
    () => refuse('noor', 'individual', 'noteRupture', { words: 'one more thing' }),
    'ENGAGEMENT_NOT_FOUND',
  );
  const two: readonly Name[] = ['amal', 'taro'];
  step(
    'What was handed over is recorded between client and coach',
    () =>
      go('taro', 'individual', 'recordHandover', {
        fromId: idOf('noor'),
        toId: idOf('taro'),
        summary: 'she asks, and waits too long',
      }),
    { seenBy: two, told: { HANDOVER_HELD: two } },
  );
};
