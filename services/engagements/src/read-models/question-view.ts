import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { begunBy, nobodys, rowOfStream, WorkEntry } from './work-entry.ts';

export const QuestionStatus = { OPEN: 'OPEN', RESTING: 'RESTING' } as const;
registerEnumType(QuestionStatus, {
  name: 'QuestionStatus',
  description: 'Whether an essential question is alive.',
  valuesMap: {
    OPEN: { description: 'It is lived with.' },
    RESTING: { description: 'It was put to rest; it can be revisited.' },
  },
});

/** A wording, or what came of looking at the question again, as the read model keeps it. */
export interface SaidItem {
  readonly at: string;
  readonly by: string;
  readonly words: Sealed | null;
}

/** An essential question. Disposable: rebuilt from events at any time; what is personal stays sealed here. */
@Entity('question_view')
@ObjectType('EssentialQuestion', { description: 'A question beside the goals, without deadline or score.' })
export class QuestionView extends WorkEntry {
  @Column('text')
  @Field(() => QuestionStatus, { description: 'Whether it is alive.' })
  status!: keyof typeof QuestionStatus;
  @Column('timestamptz', { name: 'opened_at' })
  @Field(() => DateTime, { description: 'When it was asked first.' })
  openedAt!: Date | string;
  /** The first one first. */
  @Column('jsonb') wordings!: readonly SaidItem[];
  @Column('jsonb') visits!: readonly SaidItem[];
}
export type QuestionRow = Omit<QuestionView, 'tenantId' | 'id'>;

export const questionView: Projection<EngagementsEvent, QuestionRow> = {
  name: 'question-view',
  table: 'question_view',
  source: { kind: 'LOG' },
  rowIds: rowOfStream('question'),
  blank: { ...nobodys, status: 'OPEN', openedAt: '', wordings: [], visits: [] },
  on: {
    EssentialQuestionOpened: (_, event) => {
      const { at, actorId: by, data } = event;
      return {
        ...begunBy(event, event.data.audience),
        openedAt: at,
        wordings: [{ at, by, words: data.words }],
      };
    },
    EssentialQuestionReworded: ({ wordings }, { at, actorId: by, data }) => ({
      wordings: [...wordings, { at, by, words: data.words }],
    }),
    EssentialQuestionRevisited: ({ visits }, { at, actorId: by, data }) => ({
      status: 'OPEN',
      visits: [...visits, { at, by, words: data.thought ?? null }],
    }),
    EssentialQuestionRested: () => ({ status: 'RESTING' }),
  },
};
