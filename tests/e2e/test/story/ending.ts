import { expect } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { ofOrganization, ofTeam } from './agree.ts';
import { type Name } from './cast.ts';
import { programs } from './draft.ts';
import { onDay, workOf } from './meet.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

const two: readonly Name[] = ['amal', 'taro'];
const three: readonly Name[] = [...two, 'ines'];
const attendance: readonly Name[] = [...three, 'leo', 'kofi', 'ada'];

/** The work ends, as it was prepared, is followed up, and the program is closed. */
export const ending = (story: Story, steps: Steps): void => {
  complete(story, steps);
  followUp(story, steps);
  close(story, steps);
};

const complete = (story: Story, { step }: Steps): void => {
  const { go, schedule } = workOf(story);
  step(
    'Client and coach prepare the ending',
    () =>
      go('amal', 'individual', 'prepareEnding', {
        learned: 'that asking is no debt',
        turnsTo: 'to my sister and to Ben',
      }),
    { seenBy: two, told: { ENDING_PREPARED: two } },
  );
  step(
    'They meet for it',
    async () => {
      await schedule('taro', 'individual', 'ENDING', { kind: 'ENDING', ...onDay(150) });
      await go('taro', 'individual', 'holdSession', { sessionId: story.ids['ENDING'] });
    },
    { seenBy: attendance, told: { SESSION_SCHEDULED: two, SESSION_HELD: two } },
  );
  step('The work is complete', () => go('taro', 'individual', 'completeEngagement'), {
    seenBy: [...three, 'kofi'],
    told: { ENGAGEMENT_COMPLETED: three },
  });
};

const followUp = (story: Story, { step, refused }: Steps): void => {
  const { refuse, go, schedule } = workOf(story);
  refused(
    'There is no more coaching',
    () => refuse('taro', 'individual', 'scheduleSession', { kind: 'COACHING', ...onDay(200) }),
    'SESSION_NOT_IN_THIS_PHASE',
  );
  step(
    'They meet months later',
    async () => {
      await schedule('amal', 'individual', 'FOLLOW_UP', { kind: 'FOLLOW_UP', ...onDay(240) });
      await go('taro', 'individual', 'holdSession', { sessionId: story.ids['FOLLOW_UP'] });
    },
    { seenBy: attendance, told: { SESSION_SCHEDULED: two, SESSION_HELD: two } },
  );
  step(
    'and see what has become of the goal',
    () =>
      story.tell('amal', 'rateGoal', 'goal { id }', {
        ...{ goalId: story.ids['goal'], party: 'CLIENT', occasion: 'FOLLOW_UP', scaling: 2, level: 2 },
      }),
    { seenBy: two, told: { GOAL_RATED: two } },
  );
};

const close = (story: Story, { step, refused }: Steps): void => {
  const { go } = workOf(story);
  step('The team comes to its end', () => go('taro', 'team', 'completeEngagement'), {
    seenBy: [...ofTeam, 'ines', 'kofi'],
    told: { ENGAGEMENT_COMPLETED: [...ofTeam, 'ines'] },
  });
  const all: readonly Name[] = [...ofOrganization, 'taro', 'oskar'];
  step(
    'The organization’s sponsor ends theirs early, without a reason; what was not used is given back',
    async () => {
      await go('oskar', 'organization', 'endEngagementEarly');
      const query = 'query ($id: ID!) { engagement(id: $id) { hours { reserved used } } }';
      await eventually(async () => {
        const { data } = await story.ask('kofi', query, { id: story.ids.organization });
        expect(data).toEqual({ engagement: { hours: { reserved: 1, used: 1 } } });
      });
    },
    { seenBy: [...all, 'kofi', 'ada'], told: { ENGAGEMENT_ENDED_EARLY: all } },
  );
  step(
    'The program is closed',
    () => story.tell('kofi', 'closeProgram', 'program { id }', { programId: story.ids['program'] }),
    { seenBy: programs },
  );
  refused(
    'and takes no changes',
    () => story.refused('kofi', 'amendProgram', { programId: story.ids['program'], cancellationHours: 1 }),
    'PROGRAM_CLOSED',
  );
};
