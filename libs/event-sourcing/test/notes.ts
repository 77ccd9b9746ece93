// A service small enough to see through: notes that are written, changed and thrown away.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandContext, type Event, type Projection, type Source } from '@securebase/domain-kit';
import { database, type TestDatabase } from '@securebase/testing';
import { migrate } from '../src/database/index.ts';
import { type Catalogue } from '../src/store/catalogue.ts';
import { type Write } from '../src/store/writes.ts';

export type NoteEvent = Event<'NoteWritten', { text: string }> | Event<'NoteThrownAway', object>;

export const catalogue: Catalogue = {
  NoteWritten: { schemaVersion: 1 },
  NoteThrownAway: { schemaVersion: 1 },
};
export const service = 'engagements';

export interface NoteRow extends Record<string, unknown> {
  text: string;
  timesWritten: number;
  history: string[];
}

/** Refuses the word "poison", as a table with a constraint or a handler with a mistake would. */
export const noteView = (
  source: Source,
  name = 'note-view',
  table = 'note_view',
): Projection<NoteEvent, NoteRow> => ({
  name,
  table,
  source,
  rowIds: ({ stream }) => [stream.slice('note-'.length)],
  blank: { text: '', timesWritten: 0, history: [] },
  on: {
    NoteWritten: (row, { data, version }) => {
      if (data.text === 'poison') throw new TypeError('cannot take this');
      return { text: data.text, timesWritten: row.timesWritten + 1, history: [...row.history, `${version}`] };
    },
    NoteThrownAway: () => 'DELETE',
  },
});

const tables = ['note_view', 'foreign_note_view'].map(
  (table) => `
  create table ${table} (
    tenant_id uuid not null, id text not null,
    text text not null, times_written int not null, history jsonb not null,
    primary key (tenant_id, id)
  );
  do $$ begin
    execute format('grant select, insert, update, delete on ${table} to %I', current_setting('securebase.roles') || '_pipeline');
  end $$;`,
);

export const notesDatabase = (): Promise<TestDatabase> => {
  const own = mkdtempSync(join(tmpdir(), 'notes-'));
  writeFileSync(join(own, '1800000000001-notes.sql'), tables.join('\n'));
  const folders = [join(import.meta.dirname, '../sql'), own];
  return database({
    service,
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service, folders }),
  });
};

export const contextOf = (tenantId: string): CommandContext => ({
  tenantId,
  actorId: randomUUID(),
  at: new Date(),
  commandId: randomUUID(),
  correlationId: randomUUID(),
});

export const writeNote = (id: string, ...texts: readonly string[]): Write => ({
  stream: `note-${id}`,
  expected: 'ANY',
  events: texts.map((text) => ({ type: 'NoteWritten', data: { text } })),
});
