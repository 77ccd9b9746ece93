import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, send, tokenFor } from '@securebase/testing';
import { v4 } from 'uuid';
import { startNotebook } from '../../test/start-notebook.ts';

let notebook: Awaited<ReturnType<typeof startNotebook>>;
beforeAll(async () => {
  notebook = await startNotebook();
});
afterAll(() => notebook.stop());

interface ImportAnswer {
  id: string;
  state: string;
  rows: number;
  added: number;
  unchanged: number;
  errorCount: number;
  progress: number;
  errors: { edges: { node: { line: number; column: string | null; code: string; message: string } }[] };
}
const fields = `import { id state rows added unchanged errorCount progress errors(first: 50) { edges { node { line column code message } } } }`;
const tenant = v4();
const manager = (of = tenant) => tokenFor('PROGRAM_MANAGER', { tenant: of });

const start = async (file: Buffer, more: object = {}, of = tenant) => {
  const input = {
    kind: 'NOTES',
    sha256: createHash('sha256').update(file).digest('hex'),
    bytes: file.length,
    ...more,
  };
  const query = `mutation ($input: StartNotebookImportInput!) { startNotebookImport(input: $input) { ${fields} } }`;
  return send<{ startNotebookImport: { import: ImportAnswer } }>(
    notebook.url,
    query,
    { input },
    { token: await manager(of) },
  );
};
const put = async (importId: string, index: number, content: Buffer, of = tenant) => {
  const query = `mutation ($input: PutNotebookImportPartInput!) { putNotebookImportPart(input: $input) { ${fields} } }`;
  const input = { importId, index, content: content.toString('base64') };
  return send<{ putNotebookImportPart: { import: ImportAnswer } }>(
    notebook.url,
    query,
    { input },
    { token: await manager(of) },
  );
};
const commit = async (importId: string, of = tenant) => {
  const query = `mutation ($input: CommitNotebookImportInput!) { commitNotebookImport(input: $input) { token ${fields} } }`;
  const answer = await ask<{ commitNotebookImport: { token: string | null; import: ImportAnswer } }>(
    notebook.url,
    query,
    { input: { importId } },
    { token: await manager(of) },
  );
  return answer.commitNotebookImport;
};

/** Sends a whole file in parts of this size and commits it. */
const send_ = async (file: Buffer, more: object = {}, size = 500_000, of = tenant) => {
  const started = (await start(file, more, of)).data?.startNotebookImport.import;
  if (!started) throw new Error('not started');
  if (started.state !== 'RECEIVING') return { token: null, import: started };
  for (let at = 0; at < file.length; at += size)
    await put(started.id, at / size, file.subarray(at, at + size), of);
  return commit(started.id, of);
};
const mistakesOf = (answer: ImportAnswer) =>
  answer.errors.edges.map(({ node }) => [node.line, node.column, node.code]);
const countEvents = async () => {
  const { rows } = await notebook.pool.query<{ n: number }>(
    'select count(*)::int as n from log.event where tenant_id = $1',
    [tenant],
  );
  return rows[0]?.n;
};
const good = Buffer.from('reference,text,mood\nanna,"slept\nwell",3\nbert,did not,2\n');

describe('A file', () => {
  it('that is right is carried out whole, and once', async () => {
    const { token, import: done } = await send_(good);
    expect(done).toMatchObject({ state: 'COMMITTED', rows: 2, added: 2, errorCount: 0, progress: 1 });
    const seen = await ask<{ notes: { edges: { node: { text: string } }[] } }>(
      notebook.url,
      '{ notes { edges { node { text } } } }',
      {},
      { token: await tokenFor('COACH', { tenant }), readAfter: token ?? '' },
    );
    expect(seen.notes.edges.map(({ node }) => node.text)).toEqual(['did not', 'slept\nwell']);
    expect(await countEvents()).toBe(2);
    expect((await send_(good)).import).toMatchObject({ state: 'ALREADY_IMPORTED', unchanged: 2, added: 0 });
    expect(await countEvents()).toBe(2);
  });

  it('is compared with what is there', async () => {
    const { import: done } = await send_(Buffer.concat([good, Buffer.from('carl,new,1\n')]));
    expect(done).toMatchObject({ state: 'COMMITTED', rows: 3, added: 1, unchanged: 2 });
  });

  it('can be tried without changing anything', async () => {
    const before = await countEvents();
    const { import: done } = await send_(Buffer.from('reference,text,mood\ndora,new,1\n'), { dryRun: true });
    expect(done).toMatchObject({ state: 'CHECKED', added: 1 });
    expect(await countEvents()).toBe(before);
  });

  it('in many small parts, cut anywhere, is the same file', async () => {
    const of = v4();
    const text = `\ufeffreference,text,mood\r\n${Array.from({ length: 40 }, (_, n) => `p${n},"Grüße – „naïve“ 漢字 😀, ""${n}""",${(n % 5) + 1}`).join('\r\n')}`;
    const { import: done } = await send_(Buffer.from(text), {}, 7, of);
    expect(done).toMatchObject({ state: 'COMMITTED', rows: 40, added: 40 });
  });

  it('starts once when its start is retried', async () => {
    const commandId = v4();
    const file = Buffer.from('reference,text,mood\nerna,x,1\n');
    const [one, two] = await Promise.all([start(file, { commandId }), start(file, { commandId })]);
    expect(one.data?.startNotebookImport.import.id).toBe(two.data?.startNotebookImport.import.id);
    const other = await start(good, { commandId });
    expect(other.errors?.[0]?.extensions?.code).toBe('COMMAND_ID_REUSED');
  });
});

describe('A file with a mistake', () => {
  const header = 'reference,text,mood\n';
  it.each<[string, Buffer, [number, string | null, string][]]>([
    ['a missing column', Buffer.from('reference,text\na,b\n'), [[1, 'mood', 'MISSING_COLUMN']]],
    ['an unknown column', Buffer.from('reference,text,mood,Anna\na,b,1,x\n'), [[1, '#4', 'UNKNOWN_COLUMN']]],
    ['a column twice', Buffer.from('reference,text,mood,text\na,b,1,x\n'), [[1, 'text', 'DUPLICATE_COLUMN']]],
    ['no rows', Buffer.from(header), [[1, null, 'EMPTY_FILE']]],
    [
      'a bad number',
      Buffer.from(`${header}a,b,1\nc,d,"3,5"\ne,f,9\n`),
      [
        [3, 'mood', 'BAD_NUMBER'],
        [4, 'mood', 'OUT_OF_RANGE'],
      ],
    ],
    ['a missing value', Buffer.from(`${header}a,,1\n`), [[2, 'text', 'MISSING_VALUE']]],
    ['a value that is too long', Buffer.from(`${header}a,${'b'.repeat(41)},1\n`), [[2, 'text', 'BAD_VALUE']]],
    ['a duplicate', Buffer.from(`${header}a,b,1\n\nc,"d\nd",1\na,e,2\n`), [[6, 'reference', 'DUPLICATE']]],
    ['an unknown person', Buffer.from(`${header}a,b,1\nx1,b,1\n`), [[3, 'reference', 'UNKNOWN_PERSON']]],
    ['half a line', Buffer.from(`${header}a,b,1\nc,d`), [[3, 'mood', 'COLUMN_COUNT']]],
    [
      'an open quote',
      Buffer.from(`${header}a,"b,1\nc,d,1\n`),
      [[expect.any(Number) as never, 'text', 'MALFORMED_CSV']],
    ],
    ['Latin-1', Buffer.from(`${header}a,b,1\nc,Gr\xfc\xdfe,1\n`, 'latin1'), [[3, 'text', 'WRONG_ENCODING']]],
    [
      'half a character at its end',
      Buffer.from(`${header}a,Grü`).subarray(0, -1),
      [[2, 'text', 'WRONG_ENCODING']],
    ],
    ['UTF-16', Buffer.from(`\ufeff${header}a,b,1\n`, 'utf16le'), [[1, '#1', 'WRONG_ENCODING']]],
  ])('(%s) is refused whole, with the place', async (_, file, mistakes) => {
    const before = await countEvents();
    const { import: done } = await send_(file);
    expect([done.state, ...mistakesOf(done)]).toEqual(['REFUSED', ...mistakes]);
    expect(JSON.stringify(done)).not.toContain('Anna');
    expect(await countEvents()).toBe(before);
    const { rows } = await notebook.pool.query('select from staging.part where import_id = $1', [done.id]);
    expect(rows).toEqual([]);
  });

  it('that came in half is not carried out', async () => {
    const file = Buffer.from(`${header}fritz,a,1\ngerda,b,2\n`);
    const id = (await start(file)).data?.startNotebookImport.import.id ?? '';
    await put(id, 0, file.subarray(0, 30));
    expect(mistakesOf((await commit(id)).import)).toEqual([[0, null, 'INCOMPLETE_FILE']]);
  });

  it('that is another file than was announced is not carried out', async () => {
    const file = Buffer.from(`${header}fritz,a,1\n`);
    const id = (await start(file, { sha256: 'a'.repeat(64) })).data?.startNotebookImport.import.id ?? '';
    await put(id, 0, file);
    expect(mistakesOf((await commit(id)).import)).toEqual([[0, null, 'HASH_MISMATCH']]);
  });

  it('with thousands of mistakes names the first thousand, in pages', async () => {
    const file = Buffer.from(
      `${header}${Array.from({ length: 3_000 }, (_, n) => `p${n},b,zero`).join('\n')}`,
    );
    const { import: done } = await send_(file);
    expect(done).toMatchObject({ state: 'REFUSED', errorCount: 3_000 });
    const query = `query ($id: ID!, $after: String) { notebookImport(id: $id) { errors(first: 100, after: $after) { edges { node { line } } pageInfo { hasNextPage endCursor } } } }`;
    const lines: number[] = [];
    for (let after: string | null = null, more = true; more;) {
      const {
        notebookImport,
      }: {
        notebookImport: {
          errors: {
            edges: { node: { line: number } }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        };
      } = await ask(notebook.url, query, { id: done.id, after }, { token: await manager() });
      lines.push(...notebookImport.errors.edges.map(({ node }) => node.line));
      ({ hasNextPage: more, endCursor: after } = notebookImport.errors.pageInfo);
    }
    expect(lines).toEqual(Array.from({ length: 1_000 }, (_, n) => n + 2));
  });
});

describe('The import fields', () => {
  it.each([
    [{ kind: 'HORSES' }, 'BAD_INPUT'],
    [{ sha256: 'short' }, 'BAD_INPUT'],
    [{ bytes: 1e9 }, 'BAD_INPUT'],
    [{ target: 'x' }, 'BAD_INPUT'],
  ])('refuse a bad start %p', async (more, code) => {
    expect((await start(good, more)).errors?.[0]?.extensions).toMatchObject({
      code,
      path: expect.arrayContaining(['input']),
    });
  });

  it('refuse parts that are too large, not base64, or for no import', async () => {
    const id =
      (await start(Buffer.from('reference,text,mood\nhugo,b,1\n'))).data?.startNotebookImport.import.id ?? '';
    expect((await put(id, 0, randomBytes(524_289))).errors?.[0]?.extensions?.code).toBe('BAD_INPUT');
    expect((await put(v4(), 0, good)).errors?.[0]?.extensions?.code).toBe('IMPORT_NOT_FOUND');
    const query = `mutation ($input: PutNotebookImportPartInput!) { putNotebookImportPart(input: $input) { import { id } } }`;
    const bad = await send(
      notebook.url,
      query,
      { input: { importId: id, index: 0, content: '%%%' } },
      { token: await manager() },
    );
    expect(bad.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'content'] });
  });

  it('show an import to nobody else', async () => {
    const id =
      (await start(Buffer.from('reference,text,mood\nida,b,1\n'))).data?.startNotebookImport.import.id ?? '';
    const query = '{ notebookImports { edges { node { id } } } }';
    const mine = await ask<{ notebookImports: { edges: { node: { id: string } }[] } }>(
      notebook.url,
      query,
      {},
      { token: await manager() },
    );
    expect(mine.notebookImports.edges[0]?.node.id).toBe(id);
    const others = await ask(notebook.url, query, {}, { token: await manager(v4()) });
    expect(others).toEqual({ notebookImports: { edges: [] } });
    const coach = await tokenFor('COACH', { tenant });
    expect((await send(notebook.url, query, {}, { token: coach })).errors?.[0]?.extensions?.code).toBe(
      'FORBIDDEN',
    );
    expect((await put(id, 0, good, v4())).errors?.[0]?.extensions?.code).toBe('IMPORT_NOT_FOUND');
  });

  it('carry one file out once when it is committed twice at the same time', async () => {
    const of = v4();
    const file = Buffer.from(
      `reference,text,mood\n${Array.from({ length: 500 }, (_, n) => `p${n},b,1`).join('\n')}`,
    );
    const ids = await Promise.all([start(file, {}, of), start(file, {}, of)]);
    const [a = '', b = ''] = ids.map(({ data }) => data?.startNotebookImport.import.id);
    await Promise.all([put(a, 0, file, of), put(b, 0, file, of)]);
    const all = await Promise.all([commit(a, of), commit(a, of), commit(b, of)]);
    const [first, again, second] = all.map((each) => each.import.state);
    expect(again).toBe(first);
    expect([first, second].sort()).toEqual(['ALREADY_IMPORTED', 'COMMITTED']); // whichever came first
    const { rows } = await notebook.pool.query<{ n: number }>(
      'select count(*)::int as n from log.event where tenant_id = $1',
      [of],
    );
    expect(rows[0]?.n).toBe(500);
  });

  it('of two tenants keep 10,000 rows with the same references apart', async () => {
    const both = [v4(), v4()];
    const [files, rows] = [10, 500];
    const fileOf = (of: string, file: number) => {
      const lines = Array.from({ length: rows }, (_, n) => `${file}-${n},${of},1`);
      return Buffer.from(`reference,text,mood\n${lines.join('\n')}`);
    };
    for (let file = 0; file < files; file++) {
      // Their parts come in turns, as two uploads at once do.
      const done = await Promise.all(both.map((of) => send_(fileOf(of, file), {}, 2_000, of)));
      expect(done.map(({ import: { added } }) => added)).toEqual([rows, rows]);
    }
    const texts = (of: string) => `select count(*)::int as rows,
      count(*) filter (where data ->> 'text' <> '${of}')::int as crossings from log.event where tenant_id = '${of}'`;
    for (const of of both) {
      const { rows: found } = await notebook.pool.query<{ rows: number; crossings: number }>(texts(of));
      expect(found).toEqual([{ rows: files * rows, crossings: 0 }]);
    }
  });
});
