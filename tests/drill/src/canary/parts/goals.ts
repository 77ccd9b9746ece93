import { type Expectation, isPair, type Reader, type Truth } from '../readers.ts';
import { type As, type World } from '../world.ts';
import { type CanaryPart } from './part.ts';

const coach: As = ['COACH', 'coach'];
const client: As = ['CLIENT', 'client'];
const lead: As = ['CLIENT', 'lead'];
const member: As = ['CLIENT', 'member'];

const five = Array.from({ length: 5 });
const rated = { occasion: 'BASELINE', scaling: 1, level: -1 };

/** Of one person: everything that can be told of a goal, an action, a question and a review. */
const tellOwn = async (world: World, as: As, name: string, engagement: string): Promise<void> => {
  const engagementId = world.id(engagement);
  const of = (what: string) => {
    const thing = `${name}: ${what}`;
    world.truth.partOf[thing] = engagement;
    return thing;
  };
  const scale = { engagementId, levels: five, weight: 2 };
  const goal = of('goal');
  const goalId = await world.make(as, 'scaleGoal', 'goal', 'Goal', goal, scale);
  await world.tell(as, 'rateGoal', goal, { ...rated, goalId, party: 'CLIENT' });
  await world.tell(coach, 'rateGoal', goal, { ...rated, goalId, party: 'COACH' });
  let ratingId = '';
  await world.until(as, `{ goal(id: "${goalId}") { ratings { id party } } }`, (data) => {
    const { ratings } = data['goal'] as { ratings: { id: string; party: string }[] };
    ratingId = ratings.find(({ party }) => party === 'CLIENT')?.id ?? '';
    return ratingId !== '';
  });
  await world.tell(as, 'correctGoalRating', goal, { goalId, ratingId, level: 1 });

  const other = of('other goal');
  const dropped = await world.make(as, 'scaleGoal', 'goal', 'Goal', other, scale);
  const anew = { goalId: dropped, scaling: 1, levels: five, weight: 1 };
  await world.tell(as, 'rescaleGoal', other, anew);
  await world.tell(as, 'dropGoal', other, { goalId: dropped });

  const done = of('action');
  const intent = { engagementId, goalId, dueOn: '2026-12-31' };
  const actionId = await world.make(as, 'commitToAction', 'action', 'Action', done, intent);
  await world.tell(as, 'completeAction', done, { actionId });
  const undone = of('other action');
  const second = await world.make(as, 'commitToAction', 'action', 'Action', undone, intent);
  await world.tell(as, 'dropAction', undone, { actionId: second });

  const question = of('question');
  const asked = { engagementId };
  const payload = 'essentialQuestion';
  const questionId = await world.make(as, 'openEssentialQuestion', payload, 'Question', question, asked);
  await world.tell(as, 'rewordEssentialQuestion', question, { questionId });
  await world.tell(as, 'revisitEssentialQuestion', question, { questionId });
  await world.tell(as, 'restEssentialQuestion', question, { questionId });

  await world.tell(as, 'holdMidpointReview', of('review'), { engagementId });
};

const tell = async (world: World): Promise<void> => {
  await tellOwn(world, client, 'client', 'own');
  await tellOwn(world, member, 'member', 'team');
  world.truth.partOf['team: goal'] = 'team';
  const ofTeam = { engagementId: world.id('team'), levels: five, weight: 1, withTeam: true };
  await world.make(lead, 'scaleGoal', 'goal', 'Goal', 'team: goal', ofTeam);
};

/** Whose it is, and the coach; of the team's goal, everybody who takes part. */
const isFor = (reader: Reader, about: string, truth: Truth): boolean => {
  const { person, role } = reader;
  const isCoach = role === 'COACH' && person === 'coach';
  if (about.startsWith('member: ')) return isCoach || (role === 'CLIENT' && person === 'member');
  if (about === 'team: goal') return isCoach || (role === 'CLIENT' && ['lead', 'member'].includes(person));
  return isPair(reader, about, truth);
};
const theirs = (...fields: readonly string[]): Expectation => ({ fields, readers: isFor });
/** The client's goals are shared with the sponsor and the line manager whom the agreement names. */
const shared = (...fields: readonly string[]): Expectation => ({
  fields,
  readers: (reader, about, truth) => {
    const { person, role } = reader;
    const isNamed = (role === 'SPONSOR' && person === 'sponsor') || role === 'LINE_MANAGER';
    return isFor(reader, about, truth) || (isNamed && about.startsWith('client: '));
  },
});

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goals: CanaryPart = {
  tell,
  expectations: {
    'scaleGoal.title': shared('Goal.title'),
    'scaleGoal.levels': shared('Goal.levels'),
    'rescaleGoal.title': shared('Goal.title'),
    'rescaleGoal.levels': shared('Goal.levels'),
    'commitToAction.words': theirs('Action.words'),
    'openEssentialQuestion.words': theirs('QuestionSaying.words'),
    'rewordEssentialQuestion.words': theirs('QuestionSaying.words'),
    'revisitEssentialQuestion.thought': theirs('QuestionSaying.words'),
    'holdMidpointReview.lookedAt': theirs('MidpointReview.lookedAt'),
    'holdMidpointReview.toChange': theirs('MidpointReview.toChange'),
  },
};
