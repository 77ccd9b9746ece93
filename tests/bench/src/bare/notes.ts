import { Inject, Injectable } from '@nestjs/common';
import { Args, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import pg from 'pg';
import { v7 as newId } from 'uuid';

export const POOL = Symbol('pool');

@InputType()
export class AddNoteInput {
  @Field(() => ID)
  subject!: string;

  @Field(() => String)
  text!: string;

  @Field(() => String)
  startsOn!: string;
}

@ObjectType()
export class Note {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  subject!: string;

  @Field(() => String)
  text!: string;
}

@ObjectType()
export class NotePayload {
  @Field(() => Note)
  note!: Note;

  @Field(() => String)
  token!: string;
}

const insert = {
  name: 'add-note',
  text: `insert into bare.note (tenant_id, stream, version, id, type, data, meta) values ($1, $2, 1, $3, 'NoteAdded', $4, '{}') returning pos`,
};

/** One mutation, one INSERT, one answer: the least that a service which stores something can do. */
@Injectable()
@Resolver()
export class NoteResolver {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  @Query(() => Boolean)
  alive(): boolean {
    return true;
  }

  @Mutation(() => NotePayload)
  async addNote(@Args('input', { type: () => AddNoteInput }) input: AddNoteInput): Promise<NotePayload> {
    const note = Object.assign(new Note(), { id: newId(), subject: input.subject, text: input.text });
    const values = [input.subject, `note-${note.id}`, newId(), JSON.stringify(input)];
    const { rows } = await this.pool.query<{ pos: string }>({ ...insert, values });
    return Object.assign(new NotePayload(), { note, token: rows[0]?.pos ?? '' });
  }
}
