import { ofTeam, pair, parties } from './agree.ts';
import { idOf, type Name } from './cast.ts';
import { made } from './draft.ts';
import { workOf } from './meet.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

/** What drains or would help: named, owned, committed to, and rated by those whom it affects. */
export const conditions = (story: Story, steps: Steps): void => {
  ofOne(story, steps);
  ofManager(story, steps);
  ofTeamOf(story, steps);
};

const asked = 'condition { id commitments { id } }';

const ofOne = (story: Story, { step, refused }: Steps): void => {
  const { go, change } = workOf(story);
  const of = (more: object = {}) => ({ conditionId: story.ids['condition'], ...more });
  step(
    'The client names what drains her, for herself and her coach',
    async () => {
      const input = { condition: 'no hour without a meeting', wouldHelp: 'one free morning' };
      story.ids['condition'] = made(
        await go('amal', 'individual', 'nameCondition', input, asked),
        'condition',
      );
    },
    { seenBy: pair, told: { CONDITION_NAMED: pair } },
  );
  refused(
    'The sponsor cannot tell that there is one',
    () => story.refused('ines', 'acceptCondition', of()),
    'CONDITION_NOT_FOUND',
  );
  step(
    'She brings it to the sponsor, who reads it from now on',
    () => {
      story.texts.push('no hour without a meeting', 'one free morning');
      return change('amal', 'bringConditionForward', of({ ownerId: idOf('ines') }), asked);
    },
    { seenBy: ['ines'], readBy: parties, told: { CONDITION_BROUGHT_FORWARD: parties } },
  );
  step('The sponsor accepts it', () => change('ines', 'acceptCondition', of(), asked), {
    seenBy: parties,
    told: { CONDITION_ACCEPTED: parties },
  });
  step(
    'commits to something, and reports',
    async () => {
      const input = of({ commitment: 'no meetings before ten', dueOn: '2027-05-01' });
      const told = await change('ines', 'makeCommitment', input, asked);
      const { commitments } = told['condition'] as { commitments: { id: string }[] };
      const commitmentId = commitments[0]?.id;
      const report = of({ commitmentId, status: 'DONE', report: 'it holds since May' });
      await change('ines', 'reportCommitment', report, asked);
    },
    { seenBy: parties, told: { COMMITMENT_MADE: parties, COMMITMENT_REPORTED: parties } },
  );
  step(
    'The client rates what has become of it, for herself',
    async () => {
      const rating = of({ rating: 'A_LITTLE_BETTER' });
      const told = await change('amal', 'rateCondition', rating, 'conditionRating { id }');
      story.ids['rating'] = made(told, 'conditionRating');
    },
    { seenBy: ['amal'], told: { CONDITION_RATED: ['amal'] } },
  );
  step(
    'and releases it',
    () =>
      change(
        'amal',
        'releaseConditionRating',
        of({ ratingId: story.ids['rating'] }),
        'conditionRating { id }',
      ),
    { seenBy: ['noor', 'ines'], told: { CONDITION_RATING_RELEASED: parties } },
  );
};

/** What the client’s manager can change, whom the agreement names. */
const ofManager = (story: Story, { step, refused }: Steps): void => {
  const { go, change } = workOf(story);
  const of = (more: object = {}) => ({ conditionId: story.ids['ofManager'], ...more });
  step(
    'She names what her manager could change',
    async () => {
      const input = { condition: 'mails at midnight' };
      story.ids['ofManager'] = made(
        await go('amal', 'individual', 'nameCondition', input, asked),
        'condition',
      );
    },
    { seenBy: pair, told: { CONDITION_NAMED: pair } },
  );
  refused(
    'The manager cannot tell that there is one',
    () => story.refused('leo', 'acceptCondition', of()),
    'CONDITION_NOT_FOUND',
  );
  step(
    'She brings it to her manager, who reads it, and nothing else of her coaching',
    () => {
      story.texts.push('mails at midnight');
      return change('amal', 'bringConditionForward', of({ ownerId: idOf('leo') }), asked);
    },
    { seenBy: ['leo'], readBy: [...pair, 'leo'], told: { CONDITION_BROUGHT_FORWARD: pair } },
  );
  step(
    'who accepts it, and commits to something',
    async () => {
      await change('leo', 'acceptCondition', of(), asked);
      await change('leo', 'makeCommitment', of({ commitment: 'no mails after eight' }), asked);
    },
    { seenBy: [...pair, 'leo'], told: { CONDITION_ACCEPTED: pair, COMMITMENT_MADE: pair } },
  );
};

const ofTeamOf = (story: Story, { step, refused }: Steps): void => {
  const { go, change } = workOf(story);
  let conditionId: string;
  const rate = (who: Name, rating: string) =>
    change(who, 'rateCondition', { conditionId, rating }, 'conditionRating { id }');
  step(
    'A member of the team names a condition for all who take part',
    async () => {
      const input = { condition: 'decisions are made elsewhere', isShared: true };
      conditionId = made(await go('tomas', 'team', 'nameCondition', input, asked), 'condition');
    },
    { seenBy: ofTeam, told: { CONDITION_NAMED: ofTeam } },
  );
  step(
    'Two whom it affects rate it; neither sees the other’s',
    async () => {
      await rate('lena', 'WORSE');
      story.ids['team rating'] = made(await rate('yuki', 'NOT_YET_NOTICED'), 'conditionRating');
    },
    { seenBy: ['lena', 'yuki'], told: { CONDITION_RATED: ['lena', 'yuki'] } },
  );
  refused(
    'Nobody releases what is another’s',
    () =>
      story.refused('lena', 'releaseConditionRating', { conditionId, ratingId: story.ids['team rating'] }),
    'RATING_NOT_FOUND',
  );
  step(
    'One releases hers',
    () =>
      change(
        'yuki',
        'releaseConditionRating',
        { conditionId, ratingId: story.ids['team rating'] },
        'conditionRating { id }',
      ),
    { seenBy: ofTeam.filter((who) => who !== 'yuki'), told: { CONDITION_RATING_RELEASED: ofTeam } },
  );
};
