import { setTimeout as after } from 'node:timers/promises';
import { type Duty, type EventStore, type Turn } from '@securebase/event-sourcing';
import { type KeyKeeper } from '@securebase/sealing';
import { type Post } from '@securebase/service-kit';
import type pg from 'pg';
import { sendMails } from '../mails/send-mails.ts';

/** Looked for at most so often, and at least so often; in milliseconds. */
const shortest = 1_000;
const longest = 60_000;
const most = 100;

/**
 * Invitations that were asked for, and reminders that fall due. A duty and not a reaction to the events: a mail server that is
 * down, or a night, must not hold up what comes after.
 */
export const sendMailsWhenDue = (
  store: EventStore,
  pool: pg.Pool,
  _: KeyKeeper | undefined,
  { mailer, signInUrl }: Post,
): Duty => ({
  name: 'send-mails-when-due',
  async run({ signal, stop }: Turn): Promise<void> {
    while (!stop.aborted) {
      const sent = mailer ? await sendMails({ store, pool, mailer, signInUrl }, new Date(), most) : 0;
      await after(shortest, undefined, { signal: stop }).catch(() => undefined);
      if (sent < most) await signal.wait(longest);
    }
  },
});
