import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, personAs, type Role } from '@securebase/testing';
import { engagementFields, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

interface Import {
  id: string;
  state: string;
  added: number;
  changed: number;
  unchanged: number;
  errors: { edges: { node: { line: number; column: string | null; code: string } }[] };
}

/** Sends a file as any client does, and waits for its end. */
const importFile = async (role: Role, kind: string, content: string, target?: string) => {
  const mutate = async (name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { result: ${name}(input: $input) { import { id state } token } }`;
    const answer = await rig.asking<{ result: { import: Import; token: string | null } }>(role, text, {
      input,
    });
    return answer.result;
  };
  const file = Buffer.from(content);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const start = { kind, target, sha256, bytes: file.length, dryRun: false };
  const begun = (await mutate('startEngagementsImport', start)).import;
  const importId = begun.id;
  if (begun.state === 'RECEIVING') {
    await mutate('putEngagementsImportPart', { importId, index: 0, content: file.toString('base64') });
    await mutate('commitEngagementsImport', { importId });
  }
  const text = `query ($id: ID!) { engagementsImport(id: $id) {
    id state added changed unchanged errors(first: 10) { edges { node { line column code } } } } }`;
  return eventually(async () => {
    const { engagementsImport } = await rig.asking<{ engagementsImport: Import }>(role, text, {
      id: importId,
    });
    if (['RECEIVING', 'CHECKING'].includes(engagementsImport.state)) throw new Error('It goes on.');
    const { token } = await mutate('commitEngagementsImport', { importId });
    const { errors, ...rest } = engagementsImport;
    return { ...rest, errors: errors.edges.map(({ node }) => node), token };
  });
};

const header = 'reference,name,email';
const amal = 'amal,Amal,amal@example.org';
const jonas = 'jonas,Jonas,jonas@example.org';

describe('A file of people', () => {
  it('registers who is new, renames who is called otherwise, and says how many', async () => {
    const first = await importFile('ADMIN', 'PEOPLE', [header, amal, jonas].join('\n'));
    expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0, errors: [] });
    const again = [header, amal, 'jonas,Jonas B.,jonas@example.org', 'tove,Tove,tove@example.org'];
    const second = await importFile('ADMIN', 'PEOPLE', again.join('\n'));
    expect(second).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
  });

  it('changes nothing when one of its lines is wrong', async () => {
    const wrong = [header, 'mira,Mira,mira@example.org', 'odd,Odd,nowhere'].join('\n');
    const { errors } = await importFile('ADMIN', 'PEOPLE', wrong);
    expect(errors).toMatchObject([{ line: 3, column: 'email' }]);
    const right = [header, 'mira,Mira,mira@example.org'].join('\n');
    expect(await importFile('ADMIN', 'PEOPLE', right)).toMatchObject({ added: 1 }); // not there yet
  });

  it('is not for everyone', async () => {
    await expect(importFile('CLIENT', 'PEOPLE', header)).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
  });
});

describe('A file of references', () => {
  it('enrols participants of a cohort, and names the line of whoever is unknown', async () => {
    const manager = (name: string, input: object) =>
      rig.mutate('PROGRAM_MANAGER', name, 'program { id } cohort { id participants }', input);
    const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
    const programId = (await manager('draftProgram', plan)).program.id;
    const cohortId = (await manager('addCohort', { programId, name: 'Spring' })).cohort.id;
    const { token } = await manager('openProgram', { programId });
    const cohort = async (readAfter: string) => {
      const text = 'query ($id: ID!) { cohort(id: $id) { participants } }';
      const variables = { id: cohortId };
      return rig.asking<{ cohort: { participants: number } }>('PROGRAM_MANAGER', text, variables, readAfter);
    };
    expect(await cohort(token)).toEqual({ cohort: { participants: 0 } });

    const unknown = await importFile(
      'PROGRAM_MANAGER',
      'COHORT_PARTICIPANTS',
      'reference\nclient\nnobody\n',
      cohortId,
    );
    expect(unknown.errors).toEqual([{ line: 3, column: 'reference', code: 'UNKNOWN_PERSON' }]);
    expect(await cohort(token)).toEqual({ cohort: { participants: 0 } });

    const file = 'reference\nclient\ncoach\n';
    const done = await importFile('PROGRAM_MANAGER', 'COHORT_PARTICIPANTS', file, cohortId);
    expect(done).toMatchObject({ added: 2, errors: [] });
    expect(await cohort(done.token ?? '')).toEqual({ cohort: { participants: 2 } });
    const again = await importFile('PROGRAM_MANAGER', 'COHORT_PARTICIPANTS', file, cohortId);
    expect(await cohort(again.token ?? done.token ?? '')).toEqual({ cohort: { participants: 2 } });
  });

  it('brings the members of a team', async () => {
    const team = { kind: 'TEAM', clientId: personAs('CLIENT'), purpose: 'to decide sooner' };
    const { engagement } = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, team);
    const file = 'reference\ncoach\nsponsor\n';
    const { token } = await importFile('PROGRAM_MANAGER', 'TEAM_MEMBERS', file, engagement.id);
    const seen = await rig.see('CLIENT', engagement.id, token ?? undefined);
    expect(seen?.memberIds.toSorted()).toEqual([personAs('COACH'), personAs('SPONSOR')].toSorted());
  });
});
