import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { type EntryView } from '../read-models/entry-view.ts';
import { type ForReaders } from './audiences.ts';

/** Opens a value of an entry for the reader of the request. */
export type Open = <T>(sealed: Sealed | undefined, field: string) => Promise<T | null>;

/** An entry as a reader has it. What is sealed in it is opened, and noted as opened, when it is asked for. */
@ObjectType({ isAbstract: true })
export abstract class EntryNode {
  protected readonly row: EntryView;
  readonly #open: Open;
  /** Whom the role matrix lets read it. */
  readonly readerIds: readonly string[];
  constructor({ readerIds, ...row }: ForReaders<EntryView>, open: Open) {
    this.row = row;
    this.readerIds = readerIds;
    this.#open = open;
  }

  @Field(() => ID, { description: 'The entry.' })
  get id(): string {
    return this.row.id;
  }

  @Field(() => ID, { nullable: true, description: 'The session in which it was; null where none was named.' })
  get sessionId(): string | null {
    return this.row.sessionId;
  }

  @Field(() => DateTime, { description: 'When it was noted.' })
  get notedAt(): Date | string {
    return this.row.notedAt;
  }

  protected said<T = string>(field: string): Promise<T | null> {
    return this.#open<T>(this.row.said[field], field);
  }
}

/** An entry that its author may share with the coaches. */
@ObjectType({ isAbstract: true })
export abstract class OwnEntryNode extends EntryNode {
  @Field(() => ID, { description: 'Whose it is.' })
  get authorId(): string {
    return this.row.authorId;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when the coaches see it; null while it is its author’s alone.',
  })
  get sharedAt(): Date | string | null {
    return this.row.audience === 'AUTHOR' ? null : this.row.changedAt;
  }
}

/** An entry about the client or a member, whoever wrote it. */
@ObjectType({ isAbstract: true })
export abstract class EntryAboutNode extends EntryNode {
  @Field(() => ID, { description: 'Who noted it.' })
  get authorId(): string {
    return this.row.authorId;
  }

  @Field(() => ID, { description: 'Whom it is about: the client or a member.' })
  get aboutId(): string {
    return this.row.aboutId;
  }
}

/** What GraphQL’s type of a node is made with. */
export type NodeClass<Node extends EntryNode> = new (row: ForReaders<EntryView>, open: Open) => Node;
