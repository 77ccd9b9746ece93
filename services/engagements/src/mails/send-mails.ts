import { type EngagementsEvent } from '@securebase/contracts';
import { type EventStore } from '@securebase/event-sourcing';
import { type Mailer, MailRefused } from '@securebase/service-kit';
import type pg from 'pg';
import { dueMails } from './due-mails.ts';
import { contentOf, type DueMail, failureKeyOf, mailKeyOf, enrolmentIdOf } from './mail-text.ts';

export interface Sending {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly mailer: Mailer;
  readonly signInUrl: string;
}

/** After so many tries a mail waits until somebody asks for it again: five tries take about six hours. */
const mostAttempts = 6;
const atOnce = 2;

const happened = (
  { store }: Sending,
  { tenantId, programId, personId }: DueMail,
  commandId: string,
  at: Date,
) => {
  const context = { tenantId, actorId: tenantId, at, commandId, correlationId: commandId };
  return {
    isKnown: () => store.carriedOut(context),
    say: async (event: EngagementsEvent) => {
      const stream = `enrolment-${enrolmentIdOf(programId, personId)}`;
      await store.append([{ stream, expected: 'ANY', events: [event] }], context, 'mail');
    },
  };
};

/**
 * Hands one mail over and says so. The same mail again after a crash in between has the same Message-ID; one that was
 * told is not sent again, though the read model may not show it yet.
 */
const send = async (sending: Sending, mail: DueMail, now: Date): Promise<void> => {
  const { programId, personId, reminder, attempts } = mail;
  const key = mailKeyOf(mail);
  const sent = happened(sending, mail, key, now);
  const failed = happened(sending, mail, failureKeyOf(mail), now);
  if ((await sent.isKnown()) || (await failed.isKnown())) return;
  try {
    await sending.mailer.send({ to: mail.email, key, ...contentOf(mail, sending.signInUrl) });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    const attempt = attempts + 1;
    const data = {
      programId,
      personId,
      attempt,
      reason: error.code,
      final: error.final || attempt >= mostAttempts,
    };
    await failed.say({ type: 'ParticipantMailFailed', data });
    return;
  }
  await sent.say(
    reminder === 0
      ? { type: 'ParticipantInvited', data: { programId, personId } }
      : { type: 'ParticipantReminded', data: { programId, personId, reminder } },
  );
};

/** Sends what is due, at most so many. Returns how many were due. */
export const sendMails = async (sending: Sending, now: Date, most: number): Promise<number> => {
  const due = await dueMails(sending.pool, now, most);
  for (let begin = 0; begin < due.length; begin += atOnce)
    await Promise.all(due.slice(begin, begin + atOnce).map((mail) => send(sending, mail, now)));
  return due.length;
};
