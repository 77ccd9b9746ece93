import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { type Mailer, mailerOf } from './mailer.ts';

const from = 'Securebase <no-reply@example.org>';
const mail = { to: 'amal@example.org', subject: 'Grüße', text: 'https://example.org/', key: 'one' };

describe('Mails over SMTP', () => {
  const got: { to: string[]; text: string }[] = [];
  let server: SMTPServer;
  let mailer: Mailer | undefined;
  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo({ address }, _session, done) {
        const refusals: Record<string, number> = { gone: 550, busy: 451 };
        const code = refusals[address.split('@')[0] ?? ''];
        done(code === undefined ? null : Object.assign(new Error(`no ${address}`), { responseCode: code }));
      },
      onData(stream, session, done) {
        let text = '';
        stream.on('data', (part: Buffer) => (text += part.toString('utf8')));
        stream.on('end', () => {
          got.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
          done();
        });
      },
    });
    const port = await new Promise<number>((resolve) => {
      const listening = server.listen(0, '127.0.0.1', () => {
        const address = listening.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    mailer = mailerOf({ smtpUrl: `smtp://127.0.0.1:${port}`, folder: undefined, from });
  });
  afterAll(async () => {
    mailer?.close();
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  });

  it('carry an id that is the same at every try', async () => {
    await mailer?.send(mail);
    await mailer?.send(mail);
    expect(got.map(({ to }) => to)).toEqual([['amal@example.org'], ['amal@example.org']]);
    for (const { text } of got) {
      expect(text).toContain('Message-ID: <one@example.org>');
      expect(text).toContain('Auto-Submitted: auto-generated');
    }
  });

  it.each([
    ['gone', 'EENVELOPE_550', true],
    ['busy', 'EENVELOPE_451', false],
  ])('that are refused say by a code why, and never to whom: %s', async (who, code, final) => {
    const refused = (await mailer
      ?.send({ ...mail, to: `${who}@example.org` })
      .catch((error: unknown) => error)) as Error;
    expect(refused).toMatchObject({ code, final });
    expect(refused.message).not.toContain('example.org');
  });

  it('can be tried again when there is no server', async () => {
    const nowhere = mailerOf({ smtpUrl: 'smtp://127.0.0.1:1', folder: undefined, from });
    await expect(nowhere?.send(mail)).rejects.toMatchObject({ code: 'ESOCKET', final: false });
    nowhere?.close();
  });
});

describe('Mails into a folder', () => {
  it('are files, one for each mail however often it is sent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mails-'));
    const mailer = mailerOf({ smtpUrl: undefined, folder, from });
    await mailer?.send(mail);
    await mailer?.send(mail);
    await mailer?.send({ ...mail, key: 'two' });
    const files = readdirSync(folder);
    expect(files).toHaveLength(2);
    expect(files.map((file) => readFileSync(join(folder, file), 'utf8')).join()).toContain(
      'To: amal@example.org',
    );
    rmSync(folder, { recursive: true });
  });
});

it('Nothing is sent where nothing is named', () => {
  expect(mailerOf({ smtpUrl: undefined, folder: undefined, from })).toBeUndefined();
});
