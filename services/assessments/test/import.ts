import { createHash } from 'node:crypto';
import { eventually } from '@securebase/testing';
import { type Caller, type Rig } from './rig.ts';

export interface Imported {
  state: string;
  rows: number;
  added: number;
  unchanged: number;
  changed: number;
  errorCount: number;
  errors: { edges: { node: { line: number; column: string | null; code: string; message: string } }[] };
}

const partSize = 524_288;
const query = `query ($id: ID!) { assessmentsImport(id: $id) {
  state rows added unchanged changed errorCount
  errors(first: 50) { edges { node { line column code message } } }
} }`;

/** Sends a file as any client does, part by part, and waits for its end. */
export const importFile = async (
  rig: Rig,
  caller: Caller,
  target: string,
  content: string | Uint8Array,
  dryRun = false,
): Promise<Imported & { token: string | null }> => {
  const file = Buffer.from(content);
  const mutate = async (name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { result: ${name}(input: $input) { import { id state } token } }`;
    return (
      await rig.asking<{ result: { import: { id: string; state: string }; token: string | null } }>(
        caller,
        text,
        { input },
      )
    ).result;
  };
  const sha256 = createHash('sha256').update(file).digest('hex');
  const start = { kind: 'ANSWER_SHEETS', target, sha256, bytes: file.length, dryRun };
  const { id, state } = (await mutate('startAssessmentsImport', start)).import;
  const known = state !== 'RECEIVING';
  for (let index = 0; !known && index * partSize < file.length; index++) {
    const content = file.subarray(index * partSize, (index + 1) * partSize).toString('base64');
    await mutate('putAssessmentsImportPart', { importId: id, index, content });
  }
  if (!known) await mutate('commitAssessmentsImport', { importId: id });
  return eventually(async () => {
    const { assessmentsImport } = await rig.asking<{ assessmentsImport: Imported }>(caller, query, { id });
    if (['RECEIVING', 'CHECKING'].includes(assessmentsImport.state)) throw new Error('It goes on.');
    return { ...assessmentsImport, token: (await mutate('commitAssessmentsImport', { importId: id })).token };
  });
};
