import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { action, type ActionEvent, CommitToAction, CompleteAction, DropAction } from './action.ts';
import { HoldMidpointReview, midpoint } from './midpoint.ts';
import * as questions from './question.ts';
import { amal, as, engagementId, ilse, noor, sessionId } from './story.ts';

const pair = { engagementId, aboutId: amal, audience: 'PAIR' } as const;

describe('An action', () => {
  const given = specification(action);
  const of = { ...pair, actionId: 'action' };
  const goalId = 'goal';
  const commit = (more: object = {}) => new CommitToAction({ ...of, words: 'ask', ...more }, as(amal));
  const committed = (more: object = {}): ActionEvent => ({
    type: 'ActionCommitted',
    data: { ...of, words: seal(amal, 'ask'), ...more },
  });
  const complete = new CompleteAction(of, as(amal));
  const drop = new DropAction(of, as(noor));
  const completed: ActionEvent = { type: 'ActionCompleted', data: of };
  const dropped: ActionEvent = { type: 'ActionDropped', data: of };

  it('is said, with a goal and a day or without', () => {
    given().when(commit()).then(committed());
    const more = { goalId, dueOn: '2026-12-12' };
    given().when(commit(more)).then(committed(more));
  });
  it('is committed to once', () => given(committed()).when(commit()).rejects('ACTION_ALREADY_COMMITTED'));
  it('is completed', () => given(committed()).when(complete).then(completed));
  it('is dropped', () => given(committed()).when(drop).then(dropped));
  it.each([
    ['completed', 'dropped', [committed(), completed], drop],
    ['completed', 'completed', [committed(), completed], complete],
    ['dropped', 'completed', [committed(), dropped], complete],
  ] as const)('that was %s is not %s', (_was, _is, history, command) =>
    given(...history)
      .when(command)
      .rejects('ACTION_OVER'),
  );
  it('of nobody, or of somebody else, is not there', () => {
    given().when(complete).rejects('ACTION_NOT_FOUND');
    given(committed())
      .when(new CompleteAction({ ...of, aboutId: ilse }, as(ilse)))
      .rejects('ACTION_NOT_FOUND');
  });
});

describe('An essential question', () => {
  const given = specification(questions.question);
  const of = { ...pair, questionId: 'question' };
  const open = new questions.OpenEssentialQuestion({ ...of, words: 'Whose life is it?' }, as(amal));
  const reword = new questions.RewordEssentialQuestion({ ...of, words: 'What is mine?' }, as(noor));
  const revisit = (thought?: string) => new questions.RevisitEssentialQuestion({ ...of, thought }, as(amal));
  const rest = new questions.RestEssentialQuestion(of, as(amal));
  const opened: questions.QuestionEvent = {
    type: 'EssentialQuestionOpened',
    data: { ...of, words: seal(amal, 'Whose life is it?') },
  };
  const reworded: questions.QuestionEvent = {
    type: 'EssentialQuestionReworded',
    data: { ...of, words: seal(amal, 'What is mine?') },
  };
  const revisited = (more: object = {}): questions.QuestionEvent => ({
    type: 'EssentialQuestionRevisited',
    data: { ...of, ...more },
  });
  const rested: questions.QuestionEvent = { type: 'EssentialQuestionRested', data: of };

  it('is opened once', () => {
    given().when(open).then(opened);
    given(opened).when(open).rejects('QUESTION_ALREADY_OPENED');
  });
  it('is reworded, whoever says it', () => given(opened, reworded).when(reword).then(reworded));
  it('is revisited, with a thought or without', () => {
    given(opened).when(revisit()).then(revisited());
    given(opened)
      .when(revisit('less than I thought'))
      .then(revisited({ thought: seal(amal, 'less than I thought') }));
  });
  it('is put to rest; a second time changes nothing', () => {
    given(opened).when(rest).then(rested);
    given(opened, rested).when(rest).then();
  });
  it('that rests is revisited before it is reworded', () => {
    given(opened, rested).when(reword).rejects('QUESTION_RESTS');
    given(opened, rested, revisited()).when(reword).then(reworded);
  });
  it.each([reword, revisit(), rest])('of nobody is not there ($type)', (command) =>
    given().when(command).rejects('QUESTION_NOT_FOUND'),
  );
});

describe('A midpoint review', () => {
  const given = specification(midpoint);
  const of = { ...pair, reviewId: 'review' };
  const words = { lookedAt: 'the goals', toChange: 'the pace' };
  const sealed = { lookedAt: seal(amal, 'the goals'), toChange: seal(amal, 'the pace') };
  it('is written down once, with its session or without', () => {
    const without = { type: 'MidpointReviewHeld', data: { ...of, ...sealed } } as const;
    const hold = new HoldMidpointReview({ ...of, ...words }, as(noor));
    given().when(hold).then(without);
    given(without).when(hold).rejects('MIDPOINT_REVIEW_ALREADY_HELD');
    given()
      .when(new HoldMidpointReview({ ...of, ...words, sessionId }, as(noor)))
      .then({ type: 'MidpointReviewHeld', data: { ...of, ...sealed, sessionId } });
  });
});
