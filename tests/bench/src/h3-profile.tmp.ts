import { withPlatform, headersFor, pidOf } from './platform.ts';
import { cpuPerRequest } from './requests.ts';
import { makeNotes, withBare } from './bare.ts';
import { v4 as anyId } from 'uuid';
const setup: any = { quick: true, rounds: 2, seed: 1, print: console.log, tell: console.error };
const N = Number(process.argv[2] ?? 4000);
await withPlatform(setup, { apart: true }, async (platform: any) => {
  const adminUrl = platform.databases['engagements'].adminUrl;
  const headers = await headersFor(platform, 'PROGRAM_MANAGER');
  await makeNotes(adminUrl);
  const url = platform.serviceUrl('engagements');
  const pid = pidOf(platform, 'engagements', 'api');
  const make = () => {
    const name = anyId();
    return {
      query:
        'mutation Register($input: RegisterPersonInput!) { registerPerson(input: $input) { person { id status } token } }',
      variables: { input: { name, email: `${name}@example.org`, commandId: anyId() } },
      headers,
    };
  };
  const addNote = () => ({
    query: 'mutation Add($input: AddNoteInput!) { addNote(input: $input) { note { id text } token } }',
    variables: { input: { subject: anyId(), text: anyId(), startsOn: '2026-01-01' } },
  });
  await withBare(adminUrl, async (bare: any) => {
    for (let i = 0; i < 4; i++) {
      const s = await cpuPerRequest({ url, pid, count: N, atOnce: 8 }, make);
      const b = await cpuPerRequest({ url: bare.url, pid: bare.pid, count: N, atOnce: 8 }, addNote);
      console.log('service', s.toFixed(3), 'bare', b.toFixed(3), (s / b).toFixed(3));
    }
  });
});
