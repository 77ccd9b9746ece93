import { CommandBus } from '@nestjs/cqrs';
import {
  Args,
  Directive,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  registerEnumType,
  ResolveField,
  Resolver,
  ResolveReference,
} from '@nestjs/graphql';
import { Command, type Decider, ensure, type Event, type Projection, rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import { may, Policy, sharedMatrix } from '@securebase/policy';
import { IsOptional, MaxLength } from 'class-validator';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  batched,
  Connection,
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
  type ServiceDefinition,
} from '../src/index.ts';
import { noteFiles } from './notebook-import.ts';

/** A service as small as one can be, to test the kit with: notes about people. */
type NoteEvent = Event<'NoteWritten', { noteId: string; text: string; mood: string; personId: string }>;

export class WriteNote extends Command<{ noteId: string; text: string; mood: string; personId: string }> {
  readonly type = 'WriteNote';
}

const note: Decider<WriteNote, NoteEvent, { written: boolean }> = {
  name: 'note',
  commands: [WriteNote],
  begins: [WriteNote],
  streamId: (command) => command.data.noteId,
  initialState: { written: false },
  decide: ({ data }, state) => {
    ensure(!state.written, 'NOTE_ALREADY_WRITTEN');
    ensure(data.text !== 'forbidden', 'NOTE_FORBIDDEN', ['input', 'text']);
    return [{ type: 'NoteWritten', data }];
  },
  evolve: () => ({ written: true }),
};

export type Mood = 'CALM' | 'TENSE';
registerEnumType({ CALM: 'CALM', TENSE: 'TENSE' }, { name: 'Mood', description: 'How it felt.' });

@Entity('note_view')
@ObjectType('Note', { description: 'A note.' })
@Directive('@key(fields: "id")')
export class NoteView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Column('text') @Field(() => String, { description: 'What it says.' }) text!: string;
  @Column('text') @Field(() => String, { description: 'How it felt.' }) mood!: string;
  @Column('text', { name: 'person_id' }) personId!: string;
}

@ObjectType('Person', { description: 'A person.' })
@Directive('@key(fields: "id")')
export class PersonStub {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
}

type NoteRow = Pick<NoteView, 'text' | 'mood' | 'personId'>;

export const noteView: Projection<NoteEvent, NoteRow> = {
  name: 'note-view',
  table: 'note_view',
  source: { kind: 'LOG' },
  rowIds: (event) => [event.data.noteId],
  blank: { text: '', mood: 'CALM', personId: '' },
  on: { NoteWritten: (_, { data: { text, mood, personId } }) => ({ text, mood, personId }) },
};

@InputType({ description: 'What is written.' })
export class WriteNoteInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' })
  @IsOptional()
  commandId?: string;
  @Field(() => String, { description: 'What it says.' }) @MaxLength(40) text!: string;
  @Field(() => ID, { description: 'Whom it is about.' }) personId!: string;
  @Field(() => String, { description: 'How it felt.', defaultValue: 'CALM' }) mood!: string;
}

@ObjectType({ description: 'The note that was written.' })
export class WriteNotePayload {
  @Field(() => NoteView, { description: 'The note.' }) note!: NoteView;
  @Field(() => String, { description: 'See read-after.' }) token!: string;
}

const NoteConnection = Connection('Note', () => NoteView);

export const statements = { count: 0 };

@Resolver(() => NoteView)
export class NoteResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  constructor(commands: CommandBus, models: ReadModels) {
    this.#commands = commands;
    this.#models = models;
  }

  @Query(() => NoteView, { nullable: true, description: 'One note.' })
  note(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#models.of(NoteView).byId(context, id);
  }

  @Query(() => NoteConnection, { description: 'Notes, by text.' })
  notes(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    return this.#models.of(NoteView).page(context, page, { orderBy: 'text' });
  }

  @Query(() => String, { description: 'Fails with a secret.' })
  broken(): string {
    throw new Error('secret of Anna');
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return this.#models.of(NoteView).byId(request, id);
  }

  @Mutation(() => WriteNotePayload, { description: 'Writes a note.' })
  async writeNote(@Args('input') input: WriteNoteInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const noteId = newId(context, 'note');
    const { text, mood, personId } = input;
    const command = new WriteNote({ noteId, text, mood, personId }, context);
    const handled = await this.#commands.execute<WriteNote, Handled<NoteEvent>>(command);
    const row = rowOf(noteView, handled.history, noteId);
    return { note: { ...row, id: noteId }, token: consistencyToken('notebook', handled) };
  }
}

@Resolver(() => PersonStub)
export class PersonNotesResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }) {
    return { id };
  }

  @ResolveField(() => [NoteView], { description: 'Notes about this person.' })
  async notes(@Parent() { id }: PersonStub, @CurrentContext() context: RequestContext) {
    const load = async (ids: readonly string[]) => {
      statements.count++;
      const rows = await this.#models.of(NoteView).find(context.tenantId, { personId: ids }, 1_000);
      return Map.groupBy(rows, (row) => row.personId);
    };
    return (await batched(context, 'notes-of-person', id, load)) ?? [];
  }
}

export const notebook: ServiceDefinition = {
  name: 'notebook',
  catalogue: { NoteWritten: { schemaVersion: 1 } },
  policy: new Policy({
    'Query.note': may('COACH'),
    'Query.notes': may('COACH', 'CLIENT'),
    'Query.broken': may('COACH'),
    'Mutation.writeNote': may('COACH'),
    Note: may('COACH', 'CLIENT'),
    'Note.*': 'EVERYBODY',
    Person: may('COACH'),
    'Person.*': 'EVERYBODY',
    ...sharedMatrix('notebook', ['PROGRAM_MANAGER']),
  }),
  deciders: [note],
  projections: [noteView],
  entities: [NoteView],
  resolvers: [NoteResolver, PersonNotesResolver],
  orphanedTypes: [PersonStub],
  imports: [noteFiles],
  rejections: {
    NOTE_ALREADY_WRITTEN: 'The note was written before. Write another one.',
    NOTE_FORBIDDEN: 'A note cannot say that. Say something else.',
  },
};
