import { v5 } from 'uuid';

/** What is due, and how often it was tried. */
export interface DueMail {
  readonly tenantId: string;
  readonly programId: string;
  readonly personId: string;
  readonly email: string;
  readonly program: string;
  /** The event that asked for the invitation. */
  readonly askedBy: string;
  /** 0 for the invitation, 1 for the first reminder … */
  readonly reminder: number;
  readonly attempts: number;
}

const namespace = '9a0b7a52-6f0e-5f3b-8d0a-6f2f0b6d9c12';

/** The id of the stream of one enrolment. */
export const enrolmentIdOf = (programId: string, personId: string): string =>
  v5(`${programId}/${personId}`, namespace);

/** The same at every try of the same mail, and no other mail has it. */
export const mailKeyOf = ({ askedBy, personId, reminder }: DueMail): string =>
  v5(`mail ${askedBy} ${personId} ${reminder}`, namespace);

/** The same at every try of the same mail at the same attempt: one failure is told once. */
export const failureKeyOf = (mail: DueMail): string => v5(`${mailKeyOf(mail)} ${mail.attempts}`, namespace);

const firstHour = 8;
const lastHour = 20;

/** Whether it is night in a time zone: before eight and from eight in the evening on nobody gets a mail. */
export const isNight = (timeZone: string, now: Date): boolean => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const hour = Number(parts.format(now));
  return hour < firstHour || hour >= lastHour;
};

/** A name in one line, so that it cannot begin another header. */
const inOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** A link and the program's name; nothing of the person, and nothing of what they may say there. */
export const contentOf = (mail: DueMail, signInUrl: string): { subject: string; text: string } => {
  const program = inOneLine(mail.program);
  const link = new URL(signInUrl);
  link.searchParams.set('program', mail.programId);
  const [subject, first] =
    mail.reminder === 0
      ? [`Invitation: ${program}`, `You are invited to take part in “${program}”.`]
      : [`Reminder: ${program}`, `You are invited to take part in “${program}”, and have not begun yet.`];
  const text = [
    first,
    '',
    'Begin here:',
    link.href,
    '',
    'What you say in coaching stays between you and your coach.',
    'This mail was sent by a machine. Nobody reads an answer to it.',
    '',
  ].join('\n');
  return { subject, text };
};
