import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@securebase/service-kit';
import { demoTenant, doneOrWaiting, whileLate } from '@securebase/testing';
import { beginImport, importFile } from '../test/import-file.ts';
import { type Rig, startRig } from '../test/rig.ts';
import { twentyFaults } from '../test/twenty-faults.ts';

let rig: Rig;
let programId: string;
const manager = (name: string, input: object) =>
  rig.mutate('PROGRAM_MANAGER', name, 'program { id } cohort { id participants }', { programId, ...input });
const enrol = (content: string, dryRun = false) =>
  importFile(rig, 'PROGRAM_MANAGER', { kind: 'ENROLMENTS', content, target: programId, dryRun });

beforeAll(async () => {
  rig = await startRig();
  const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
  programId = (await rig.mutate('PROGRAM_MANAGER', 'draftProgram', 'program { id }', plan)).program.id;
  for (const name of ['Spring', 'Autumn', 'Past']) {
    const cohortId = (await manager('addCohort', { name })).cohort.id;
    if (name === 'Past') await manager('closeCohort', { cohortId });
    if (name !== 'Spring') continue;
    await manager('openProgram', {});
    const personIds = [personIdOf(demoTenant, 'coach')];
    await manager('enrollParticipants', { cohortId, personIds });
  }
  let token: string | null = null;
  for (const reference of ['left', 'gone']) {
    const given = { name: 'Somebody', email: `${reference}@example.org`, reference };
    await rig.mutate('ADMIN', 'registerPerson', 'person { id }', given);
    const personId = personIdOf(demoTenant, reference);
    ({ token } = await rig.mutate('ADMIN', 'deactivatePerson', 'person { id }', { personId }));
  }
  await participants(token); // what is checked against read models is there
});
afterAll(() => rig.stop());

const participants = async (token: string | null) => {
  const text = `query ($id: ID!) { program(id: $id) { cohorts { name participants }
    enrolments(first: 100) { edges { node { mailState cohort { name } person { name } } } } } }`;
  const variables = { id: programId };
  return rig.asking<{
    program: {
      cohorts: { name: string; participants: number }[];
      enrolments: { edges: { node: object }[] };
    };
  }>('PROGRAM_MANAGER', text, variables, token ?? undefined);
};

describe('A file in which more than twenty things are wrong', () => {
  const lines = twentyFaults.lines.map(([line]) => line);
  const content = [twentyFaults.header, ...lines].join('\n');
  /** Where each line begins: a line break within a cell moves what comes after it. */
  const beginning = (index: number) =>
    2 + lines.slice(0, index).reduce((sum, line) => sum + line.split('\n').length, 0);
  const expected = twentyFaults.lines.flatMap(([, fault], index) =>
    fault ? [{ line: beginning(index), column: fault[0], code: fault[1] }] : [],
  );

  it('is refused whole, each with its line, column and code, and no value of the file', async () => {
    const before = await participants(null);
    const { state, errors, errorCount } = await enrol(content);
    expect(state).toBe('REFUSED');
    expect(new Set(expected.map(({ code }) => code)).size).toBeGreaterThanOrEqual(20);
    expect(errors.map(({ line, column, code }) => ({ line, column, code }))).toEqual(expected);
    expect(errorCount).toBe(expected.length);
    for (const { message } of errors) {
      expect(message).toMatch(/^[A-Z].*\.$/);
      expect(message).not.toMatch(/f\d\d|nowhere|klingon|Olympus|maybe/);
    }
    expect(await participants(null)).toEqual(before);
  });

  it.each([
    ['reference,name,email', 'cohort', 'MISSING_COLUMN'],
    ['reference,name,email,cohort,shoe size', '#5', 'UNKNOWN_COLUMN'],
    ['reference,name,email,cohort,cohort', 'cohort', 'DUPLICATE_COLUMN'],
  ])('cannot be read with a first line %s', async (header, column, code) => {
    const { errors } = await enrol(`${header}\nf01,Ada,f01@example.org,Spring,x`);
    expect(errors).toMatchObject([{ line: 1, column, code }]);
  });
});

describe('A file of enrolments', () => {
  const header = 'reference,name,email,cohort,line_manager,languages,time_zone,invite';
  const rows = [
    'e1,Ada,e1@example.org,Spring,client,de;en,Europe/Berlin,yes',
    'e2,Bo,e2@example.org,Autumn,e1,en,,no',
    'client,The client,client@example.org,Spring,,,,',
  ];
  const content = [header, ...rows].join('\n');

  it('says in a dry run what it would change, and changes nothing', async () => {
    const before = await participants(null);
    const dry = await enrol(content, true);
    expect(dry).toMatchObject({ state: 'CHECKED', progress: 1, rows: 3, added: 2, changed: 1, unchanged: 0 });
    expect(dry.counts).toEqual({ NEW_PERSON: 2, KNOWN_PERSON: 1, ENROLLED: 3, INVITED: 1 });
    const page = `query ($id: ID!, $after: String) { engagementsImport(id: $id) {
      differences(first: 4, after: $after) { edges { node { line column code message } } pageInfo { endCursor hasNextPage } } } }`;
    const differences = async (after: string | null) =>
      (
        await rig.asking<{
          engagementsImport: {
            differences: {
              edges: { node: { line: number; code: string } }[];
              pageInfo: { endCursor: string; hasNextPage: boolean };
            };
          };
        }>('PROGRAM_MANAGER', page, { id: dry.id, after })
      ).engagementsImport.differences;
    const first = await differences(null);
    const second = await differences(first.pageInfo.endCursor);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect([...first.edges, ...second.edges].map(({ node }) => [node.line, node.code])).toEqual([
      [2, 'NEW_PERSON'],
      [2, 'ENROLLED'],
      [2, 'INVITED'],
      [3, 'NEW_PERSON'],
      [3, 'ENROLLED'],
      [4, 'ENROLLED'],
    ]);
    expect(await participants(null)).toEqual(before);
  });

  it('registers, enrols and asks for invitations at once', async () => {
    const { token, state } = await enrol(content);
    expect(state).toBe('COMMITTED');
    const { program } = await participants(token);
    expect(program.cohorts.map(({ name, participants: n }) => [name, n])).toEqual(
      expect.arrayContaining([
        ['Spring', 3],
        ['Autumn', 1],
        ['Past', 0],
      ]),
    );
    expect(program.enrolments.edges.map(({ node }) => node)).toEqual(
      expect.arrayContaining([
        {
          mailState: 'WAITING',
          cohort: { name: 'Spring' },
          person: { name: 'Ada' },
        },
        {
          mailState: 'NOT_ASKED',
          cohort: { name: 'Autumn' },
          person: { name: 'Bo' },
        },
      ]),
    );
  });

  it('changes nothing when it comes again, also in another order of lines', async () => {
    expect(await enrol(content)).toMatchObject({
      state: 'ALREADY_IMPORTED',
      added: 0,
      changed: 0,
      unchanged: 3,
    });
    const again = await enrol([header, ...rows.toReversed()].join('\n'));
    expect(again).toMatchObject({ state: 'COMMITTED', added: 0, changed: 0, unchanged: 3 });
    expect(again.counts).toEqual({ KNOWN_PERSON: 3, ALREADY_ENROLLED: 3 });
  });

  it('says which of the people become different', async () => {
    const changed = [header, 'e1,Ada B.,e1@example.org,Spring,client,de,Europe/Berlin,yes'].join('\n');
    const { counts } = await enrol(changed);
    expect(counts).toEqual({ CHANGED_PERSON: 1, ALREADY_ENROLLED: 1 });
  });

  it('is for those who run programs', async () => {
    await expect(
      importFile(rig, 'COACH', { kind: 'ENROLMENTS', content, target: programId }),
    ).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
  });
});

describe('Ten thousand people in one file', () => {
  it('are enrolled all at once, and the same file again changes nothing', async () => {
    const header = 'reference,name,email,cohort,line_manager,languages,time_zone,invite';
    const rows = Array.from({ length: 10_000 }, (_, n) => {
      const manager = n < 100 ? '' : `p${n % 100}`;
      return `p${n},Person ${n},p${n}@example.org,${n % 2 === 0 ? 'Spring' : 'Autumn'},${manager},en,Europe/Berlin,no`;
    });
    const content = [header, ...rows].join('\n');
    const begin = performance.now();
    const done = await enrol(content);
    const seconds = (performance.now() - begin) / 1000;
    const megabytes = process.memoryUsage().rss / 2 ** 20;
    console.log(`10,000 people in ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB resident`);
    expect(done).toMatchObject({ state: 'COMMITTED', added: 10_000, errors: [] });
    const again = await enrol([header, ...rows.toReversed()].join('\n'));
    expect(again).toMatchObject({ state: 'COMMITTED', added: 0, changed: 0, unchanged: 10_000 });
  }, 600_000);
});

it('A file gives nobody the address that somebody else has had since a moment ago', async () => {
  const { imported } = await whileLate(rig.db, 'person_view', async () => {
    const given = { name: 'The first', email: 'one-address@example.org', reference: 'the-first' };
    await rig.mutate('ADMIN', 'registerPerson', 'person { id }', given);
    const content = 'reference,name,email,cohort\nthe-second,Second,one-address@example.org,Spring';
    const importing = enrol(content);
    await doneOrWaiting(rig.db, importing);
    return { imported: importing };
  });
  expect((await imported).errors).toMatchObject([{ line: 2, column: 'email', code: 'EMAIL_TAKEN' }]);
});

it('A good file waits for a read model that is late, however long, and is carried out then', async () => {
  const content = 'reference,name,email,cohort\nthe-patient,Patient,patient@example.org,Spring';
  const { imported } = await whileLate(rig.db, 'person_view', async () => {
    const importing = enrol(content);
    await doneOrWaiting(rig.db, importing);
    // Another one into the same place: by its second answer the first has waited for longer than one wait takes.
    const another = await beginImport(rig, 'PROGRAM_MANAGER', {
      kind: 'ENROLMENTS',
      content: content.replace('Spring', 'Autumn'),
      target: programId,
    });
    for (let times = 0; times < 2; times++) expect((await another.commit()).import.state).toBe('CHECKING');
    return { imported: importing };
  });
  expect(await imported).toMatchObject({ state: 'COMMITTED', added: 1, errors: [] });
}, 120_000);
