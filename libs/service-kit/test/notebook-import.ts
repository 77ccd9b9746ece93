import { cell, type ImportKind, personIdOf } from '../src/index.ts';
import { v5 } from 'uuid';
import { z } from 'zod';

interface NoteRow {
  readonly reference: string;
  readonly text: string;
  readonly mood: number;
}

/** People whose references begin with "x" are unknown here. */
export const noteFiles: ImportKind<NoteRow> = {
  kind: 'NOTES',
  description: 'Notes about people.',
  header: { required: ['reference', 'text', 'mood'], optional: ['remark'] },
  row: z.object({
    reference: cell.text(20),
    text: cell.text(40),
    mood: cell.whole(1, 5),
    remark: cell.text().optional(),
  }),
  key: ({ reference }) => reference,
  roles: ['PROGRAM_MANAGER'],
  async plan(rows, { tenantId, store }) {
    const errors = rows.flatMap(({ line, row }) =>
      row.reference.startsWith('x')
        ? [{ line, column: 'reference', code: 'UNKNOWN_PERSON', message: 'Nobody has this reference.' }]
        : [],
    );
    const writes = rows.map(({ row }) => {
      const noteId = v5(row.reference, tenantId);
      const data = {
        noteId,
        text: row.text,
        mood: String(row.mood),
        personId: personIdOf(tenantId, row.reference),
      };
      return { stream: `note-${noteId}`, expected: 'NONE' as const, events: [{ type: 'NoteWritten', data }] };
    });
    const there = await Promise.all(writes.map(({ stream }) => store.readStream(tenantId, stream)));
    const fresh = writes.filter((_, index) => there[index]?.version === 0);
    return {
      writes: fresh,
      added: fresh.length,
      unchanged: writes.length - fresh.length,
      changed: 0,
      errors,
    };
  },
};
