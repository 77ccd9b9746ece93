import { type EngagementsEvent } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { BeginPairWork, ChangePairWork, isOf, type OfPair } from './pair-work.ts';

interface OfQuestion extends OfPair {
  readonly questionId: string;
}
export class OpenEssentialQuestion extends BeginPairWork<OfQuestion & { words: string }> {
  readonly type = 'OpenEssentialQuestion';
}
abstract class ChangeQuestion<D extends OfQuestion = OfQuestion> extends ChangePairWork<D> {
  override readonly hidden = ['QUESTION_NOT_FOUND', 'questionId'] as const;
}
export class RewordEssentialQuestion extends ChangeQuestion<OfQuestion & { words: string }> {
  readonly type = 'RewordEssentialQuestion';
}
export class RevisitEssentialQuestion extends ChangeQuestion<OfQuestion & { thought?: string | undefined }> {
  readonly type = 'RevisitEssentialQuestion';
}
export class RestEssentialQuestion extends ChangeQuestion {
  readonly type = 'RestEssentialQuestion';
}
type QuestionCommand =
  OpenEssentialQuestion | RewordEssentialQuestion | RevisitEssentialQuestion | RestEssentialQuestion;

export type QuestionEvent = Extract<
  EngagementsEvent,
  {
    type:
      | 'EssentialQuestionOpened'
      | 'EssentialQuestionReworded'
      | 'EssentialQuestionRevisited'
      | 'EssentialQuestionRested';
  }
>;
interface Question extends OfPair {
  readonly rests: boolean;
}
type State = Question | undefined;

const decide = (command: QuestionCommand, question: State): QuestionEvent[] => {
  const { engagementId, aboutId, audience, questionId } = command.data;
  const of = { engagementId, aboutId, audience, questionId };
  if (command.type === 'OpenEssentialQuestion') {
    ensure(!question, 'QUESTION_ALREADY_OPENED');
    const words = seal(aboutId, command.data.words);
    return [{ type: 'EssentialQuestionOpened', data: { ...of, words } }];
  }
  ensure(isOf(question, of), 'QUESTION_NOT_FOUND', ['input', 'questionId']);
  switch (command.type) {
    case 'RewordEssentialQuestion': {
      ensure(!question.rests, 'QUESTION_RESTS');
      const words = seal(aboutId, command.data.words);
      return [{ type: 'EssentialQuestionReworded', data: { ...of, words } }];
    }
    case 'RevisitEssentialQuestion': {
      const { thought } = command.data;
      const said = thought === undefined ? {} : { thought: seal(aboutId, thought) };
      return [{ type: 'EssentialQuestionRevisited', data: { ...of, ...said } }];
    }
    case 'RestEssentialQuestion':
      return question.rests ? [] : [{ type: 'EssentialQuestionRested', data: of }];
  }
};

const evolve = (question: State, { type, data }: QuestionEvent): State => {
  if (type === 'EssentialQuestionOpened') {
    const { engagementId, aboutId, audience } = data;
    return { engagementId, aboutId, audience, rests: false };
  }
  return question && { ...question, rests: type === 'EssentialQuestionRested' };
};

/** A question that lives beside the goals, without deadline and without score. */
export const question: Decider<QuestionCommand, QuestionEvent, State> = {
  name: 'question',
  commands: [OpenEssentialQuestion, RewordEssentialQuestion, RevisitEssentialQuestion, RestEssentialQuestion],
  begins: [OpenEssentialQuestion],
  streamId: ({ data }) => data.questionId,
  initialState: undefined,
  decide,
  evolve,
};
