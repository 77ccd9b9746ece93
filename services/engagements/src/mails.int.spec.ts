import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, PIPELINE_POOL } from '@securebase/event-sourcing';
import { type Mailer, mailerOf } from '@securebase/service-kit';
import { eventually } from '@securebase/testing';
import type pg from 'pg';
import { importFile } from '../test/import-file.ts';
import { type MailServer, startMailServer } from '../test/mail-server.ts';
import { type Rig, startRig } from '../test/rig.ts';
import { sendMails } from './mails/send-mails.ts';

let rig: Rig;
let server: MailServer;
let mailer: Mailer;
let programId: string;
const from = 'Securebase <no-reply@example.org>';
const manager = (name: string, input: object) =>
  rig.mutate('PROGRAM_MANAGER', name, 'program { id } cohort { id }', { programId, ...input });

/** From quoted-printable, as far as ASCII goes. */
const decoded = (text: string) =>
  text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-7][0-9A-F])/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Sends what is due at a moment, and waits until that is seen. Returns to whom. */
const sendAt = async (moment: string) => {
  const before = server.received.length;
  const store = rig.app.get(EventStore);
  const pool = rig.app.get<pg.Pool>(PIPELINE_POOL);
  const now = new Date(moment);
  await sendMails({ store, pool, mailer, signInUrl: 'https://coaching.example.org/' }, now, 100);
  await eventually(async () => {
    const { rows } = await pool.query<{ waiting: number }>(
      `select count(*)::int as waiting from (
         select distinct on (tenant_id, stream) tenant_id, type, at, data->>'personId' as person from log.event
         where stream like 'enrolment-%' order by tenant_id, stream, version desc) last
       join enrolment_view p on p.tenant_id = last.tenant_id and p.person_id = last.person
       where case when type = 'ParticipantMailFailed' then p.attempts = 0 and p.mail_state <> 'WAITING'
         else p.last_mail_at is distinct from last.at end`,
    );
    expect(rows).toEqual([{ waiting: 0 }]);
  });
  return server.received
    .slice(before)
    .map(({ to }) => to.split('@')[0])
    .sort();
};
const states = async () => {
  const text = `query ($id: ID!) { program(id: $id) { enrolments(first: 50) {
    edges { node { mailState reminders person { name } } } } } }`;
  const { program } = await rig.asking<{
    program: {
      enrolments: {
        edges: { node: { mailState: string; reminders: number; person: { name: string } } }[];
      };
    };
  }>('PROGRAM_MANAGER', text, { id: programId });
  return Object.fromEntries(
    program.enrolments.edges.map(({ node }) => [node.person.name, `${node.mailState} ${node.reminders}`]),
  );
};

beforeAll(async () => {
  rig = await startRig();
  server = await startMailServer();
  const made = mailerOf({ smtpUrl: server.url, folder: undefined, from });
  if (!made) throw new Error('no mailer');
  mailer = made;
  const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
  programId = (await rig.mutate('PROGRAM_MANAGER', 'draftProgram', 'program { id }', plan)).program.id;
  await manager('addCohort', { name: 'Spring' });
  await manager('openProgram', {});
  const rows = [
    'reference,name,email,cohort,languages,time_zone,invite',
    'berlin,Berlin,berlin@example.org,Spring,en,Europe/Berlin,yes',
    'angeles,Angeles,angeles@example.org,Spring,en,America/Los_Angeles,yes',
    'away,Away,away@example.org,Spring,en,Europe/Berlin,yes',
    'busy,Busy,busy@example.org,Spring,en,Europe/Berlin,yes',
    'later,Later,later@example.org,Spring,en,Europe/Berlin,no',
  ];
  const file = { kind: 'ENROLMENTS', content: rows.join('\n'), target: programId };
  const { token } = await importFile(rig, 'PROGRAM_MANAGER', file);
  await rig.asking('PROGRAM_MANAGER', '{ programs { edges { node { id } } } }', {}, token ?? undefined);
  server.refusals.set('away@example.org', 550);
  server.refusals.set('busy@example.org', 451);
});
afterAll(async () => {
  mailer.close();
  await server.stop();
  await rig.stop();
});

describe('Invitations and reminders', () => {
  it('go out by day, where the person is, to those for whom they were asked, once', async () => {
    expect(await sendAt('2027-01-15T09:00:00Z')).toEqual(['berlin']); // one in the morning in Los Angeles
    expect(await sendAt('2027-01-15T09:01:00Z')).toEqual([]);
    expect(await sendAt('2027-01-15T20:00:00Z')).toEqual(['angeles']); // night in Berlin
  });

  it('hold a link and the name of the program, and an id that follows from what asked for them', () => {
    const text = decoded(server.received[0]?.text ?? '');
    expect(text).toContain('Subject: Invitation: Lead');
    expect(text).toContain(`https://coaching.example.org/?program=${programId}`);
    expect(text).toMatch(/Message-ID: <[0-9a-f-]{36}@example\.org>/);
    expect(text.split('\r\n\r\n').slice(1).join()).not.toMatch(/berlin/i);
  });

  it('that are refused for good wait for somebody, others are tried again with pauses', async () => {
    expect(await states()).toMatchObject({ Away: 'FAILED 0', Busy: 'RETRYING 0', Later: 'NOT_ASKED 0' });
    server.refusals.clear();
    expect(await sendAt('2027-01-16T10:00:00Z')).toEqual(['busy']);
    expect(await states()).toMatchObject({ Away: 'FAILED 0', Busy: 'SENT 0' });
  });

  it('leave no address in an event', async () => {
    const pool = rig.app.get<pg.Pool>(PIPELINE_POOL);
    const { rows } = await pool.query<{ text: string }>(
      `select data::text || meta::text as text from log.event where stream like 'enrolment-%'`,
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map(({ text }) => text).join()).not.toContain('example.org');
  });

  it('remind at most twice, a week apart, and nobody twice for the same', async () => {
    expect(await sendAt('2027-01-21T10:00:00Z')).toEqual([]);
    expect(await sendAt('2027-01-25T17:00:00Z')).toEqual(['angeles', 'berlin', 'busy']);
    expect(await sendAt('2027-01-30T17:00:00Z')).toEqual([]);
    expect(await sendAt('2027-02-05T17:00:00Z')).toEqual(['angeles', 'berlin', 'busy']);
    expect(await sendAt('2027-03-05T17:00:00Z')).toEqual([]);
    const ids = server.received.map(({ text }) => /Message-ID: (\S+)/.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stay within the program’s limit of a day', async () => {
    await manager('amendProgram', { mailsADay: 1 });
    const { token } = await manager('inviteParticipants', { again: true });
    await rig.asking('PROGRAM_MANAGER', '{ programs { edges { node { id } } } }', {}, token);
    expect(await sendAt('2027-04-01T17:00:00Z')).toHaveLength(1);
    expect(await sendAt('2027-04-01T17:30:00Z')).toHaveLength(0);
    expect(await sendAt('2027-04-02T17:30:00Z')).toHaveLength(1);
  });

  it('end with the program', async () => {
    const { token } = await manager('closeProgram', {});
    await rig.asking('PROGRAM_MANAGER', '{ programs { edges { node { id } } } }', {}, token);
    expect(await sendAt('2027-04-05T17:00:00Z')).toEqual([]);
  });
});
