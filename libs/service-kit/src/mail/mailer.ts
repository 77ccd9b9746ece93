import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';

/** A mail to one person. It holds nothing that others must not read: mail servers keep copies. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same at every try of the same mail, so that a server or a reader can tell that it was sent before. */
  readonly key: string;
}

/** The mail was not taken. The code says why; the server's own words, which can name people, are left out. */
export class MailRefused extends Error {
  readonly code: string;
  /** Whether another try of the same mail would end the same. */
  readonly final: boolean;
  constructor(code: string, final: boolean) {
    super(code);
    this.code = code;
    this.final = final;
  }
}

/** Hands mails over: to a mail server, or to a folder where somebody who develops looks at them. */
export interface Mailer {
  /** @throws MailRefused */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface MailSettings {
  /** `smtp://user:password@host:587` */
  readonly smtpUrl: string | undefined;
  /** Where mails are kept instead of being sent. */
  readonly folder: string | undefined;
  readonly from: string;
}

const patience = 20_000;
/** By connection; a mail server does not like more at once. */
const connections = 2;

const domainOf = (from: string): string => /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';

const contentOf = ({ to, subject, text, key }: Mail, from: string): SendMailOptions => ({
  from,
  to,
  subject,
  text,
  messageId: `<${key}@${domainOf(from)}>`,
  // Nobody's absence note answers it.
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
});

const refusedBy = (error: unknown): MailRefused => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const server = typeof responseCode === 'number' ? responseCode : 0;
  const reason = typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,40}$/.test(code) ? code : 'UNKNOWN';
  return new MailRefused(server === 0 ? reason : `${reason}_${server}`, server >= 500 && reason !== 'EAUTH');
};

const overSmtp = (url: string, from: string): Mailer => {
  const { hostname, port, protocol, username, password } = new URL(url);
  const transport = createTransport({
    host: hostname,
    port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
    secure: protocol === 'smtps:',
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: connections,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail(contentOf(mail, from));
      } catch (error) {
        throw refusedBy(error);
      }
    },
    close: () => {
      transport.close();
    },
  };
};

/** One file a mail; the same mail again takes the place of the first. */
const intoFolder = (folder: string, from: string): Mailer => {
  const composer = createTransport({ streamTransport: true, buffer: true });
  return {
    async send(mail) {
      const { message } = await composer.sendMail(contentOf(mail, from));
      const name = createHash('sha256').update(mail.key).digest('hex').slice(0, 24);
      const path = join(folder, `${name}.eml`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(`${path}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
    close: () => undefined,
  };
};

/** Undefined where neither a server nor a folder is named: then nothing is sent, and what is due waits. */
export const mailerOf = ({ smtpUrl, folder, from }: MailSettings): Mailer | undefined => {
  if (smtpUrl !== undefined) return overSmtp(smtpUrl, from);
  return folder === undefined ? undefined : intoFolder(folder, from);
};
