import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { type Sealed } from '@securebase/domain-kit';
import { Connection, DateTime, PageArgs } from '@securebase/service-kit';
import { ArrayMaxSize, IsOptional } from 'class-validator';
import { type Details, type TimelineView } from '../read-models/timeline-view.ts';
import { type ForReaders } from './audiences.ts';
import { type Strand as StrandName } from '../read-models/timeline/lines.ts';
import { Happened, Strand } from './timeline.enums.ts';

type OpenAny = (sealed: Sealed, field: string) => Promise<unknown>;

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

@ObjectType({ description: 'Something that an entry of a timeline says.' })
export class TimelineDetail {
  readonly #value: Details[string];
  readonly #open: OpenAny;
  @Field(() => String, { description: 'What it is, such as `words` or `dueOn`.' })
  readonly name: string;
  constructor(name: string, value: Details[string], open: OpenAny) {
    this.name = name;
    this.#value = value;
    this.#open = open;
  }

  @Field(() => String, { nullable: true, description: 'As a text; null where it was erased.' })
  get value(): Promise<string | null> | string | null {
    const value = this.#value;
    return typeof value === 'object' ? this.#open(value, this.name).then(textOf) : textOf(value);
  }
}

@ObjectType({ description: 'Something that happened in an engagement.' })
export class TimelineEntry {
  readonly #row: TimelineView;
  readonly #open: OpenAny;
  /** Whom the role matrix lets read it. */
  readonly readerIds: readonly string[];
  constructor({ readerIds, ...row }: ForReaders<TimelineView>, open: OpenAny) {
    this.#row = row;
    this.readerIds = readerIds;
    this.#open = open;
  }

  @Field(() => ID, { description: 'The entry.' })
  get id(): string {
    return this.#row.id;
  }

  @Field(() => DateTime, { description: 'When it happened.' })
  get at(): Date | string {
    return this.#row.at;
  }

  @Field(() => Happened, { description: 'What happened.' })
  get happened(): string {
    return this.#row.happened;
  }

  @Field(() => ID, { description: 'Who did it.' })
  get authorId(): string {
    return this.#row.authorId;
  }

  @Field(() => ID, { description: 'Whom it is about, and whose it is.' })
  get aboutId(): string {
    return this.#row.aboutId;
  }

  @Field(() => ID, { nullable: true, description: 'The session in which it was; null where none was named.' })
  get sessionId(): string | null {
    return this.#row.sessionId;
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The goal, experiment or other thing that it is about; null where there is none.',
  })
  get thingId(): string | null {
    return this.#row.thingId;
  }

  @Field(() => Strand, {
    nullable: true,
    description: 'Which question about the engagement it answers; null where it answers none of them.',
  })
  get strand(): StrandName | null {
    return this.#row.strand;
  }

  get engagementId(): string {
    return this.#row.engagementId;
  }

  /** Of the agreement, where it is about a version of it. */
  get agreementVersion(): number | null {
    const { agreementVersion } = this.#row.details;
    return typeof agreementVersion === 'number' ? agreementVersion : null;
  }

  @Field(() => [TimelineDetail], { description: 'What it says, for the caller.' })
  get details(): TimelineDetail[] {
    return Object.entries(this.#row.details).map(
      ([name, value]) => new TimelineDetail(name, value, this.#open),
    );
  }
}

export const TimelineEntryConnection = Connection('TimelineEntry', () => TimelineEntry);

@ArgsType()
export class TimelineArgs extends PageArgs {
  @IsOptional()
  @ArrayMaxSize(100)
  @Field(() => [Happened], { nullable: true, description: 'Of what only; everything when it is not given.' })
  happened?: string[] | null;

  @IsOptional()
  @Field(() => Strand, { nullable: true, description: 'Of one strand only.' })
  strand?: StrandName | null;

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'About one thing only: a goal, an action, an experiment, a condition.',
  })
  thingId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'The newest first, instead of the oldest.' })
  newestFirst: boolean = false;
}
