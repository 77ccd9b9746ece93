import { describe, expect, it } from '@jest/globals';
import { contentOf, type DueMail, isNight, mailKeyOf } from './mail-text.ts';

const mail: DueMail = {
  tenantId: 't',
  programId: '6f1f7b3e-0000-4000-8000-0000000000c3',
  personId: 'p',
  email: 'amal@example.org',
  program: 'Lead\r\nBcc: all@example.org',
  askedBy: 'e',
  reminder: 0,
  attempts: 0,
};

describe('A mail', () => {
  it('holds the program’s name and a link, and nothing of the person', () => {
    const { subject, text } = contentOf(mail, 'https://coaching.example.org/start?from=mail');
    expect(subject).toBe('Invitation: Lead Bcc: all@example.org'); // in one line: no header begins
    expect(text).toContain(`https://coaching.example.org/start?from=mail&program=${mail.programId}`);
    expect(subject + text).not.toContain('amal');
    expect(contentOf({ ...mail, reminder: 1 }, 'https://x.example').subject).toMatch(/^Reminder: /);
  });

  it('has a key that follows from what asked for it, and not from the try', () => {
    expect(mailKeyOf({ ...mail, attempts: 3 })).toBe(mailKeyOf(mail));
    const others = [{ reminder: 1 }, { personId: 'q' }, { askedBy: 'f' }].map((each) =>
      mailKeyOf({ ...mail, ...each }),
    );
    expect(new Set([mailKeyOf(mail), ...others]).size).toBe(4);
  });
});

describe('Night', () => {
  it.each([
    ['Europe/Berlin', '2027-01-15T06:59:00Z', true],
    ['Europe/Berlin', '2027-01-15T07:00:00Z', false],
    ['Europe/Berlin', '2027-07-15T06:00:00Z', false], // summer time
    ['Europe/Berlin', '2027-01-15T18:59:00Z', false],
    ['Europe/Berlin', '2027-01-15T19:00:00Z', true],
    ['America/Los_Angeles', '2027-01-15T12:00:00Z', true],
    ['Asia/Kolkata', '2027-01-15T02:31:00Z', false],
    ['UTC', '2027-01-15T00:00:00Z', true],
  ])('is where the person is: %s at %s', (zone, at, expected) => {
    expect(isNight(zone, new Date(at))).toBe(expected);
  });
});
