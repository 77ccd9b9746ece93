// The mails of a platform that has no mail server: they lie in a folder.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Mail {
  readonly to: string;
  readonly text: string;
}

export const mailsIn = (folder: string): Mail[] =>
  globSync('**/*.eml', { cwd: folder })
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .map((text) => ({ to: /^To: <?([^>\r\n]+)/im.exec(text)?.[1] ?? '', text }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));

/** A time zone in which it is day: nobody gets a mail at night. */
export const dayZone = (now = new Date()): string => {
  const zones = ['Europe/Vienna', 'America/New_York', 'Asia/Tokyo', 'America/Los_Angeles', 'Asia/Kolkata'];
  const hourIn = (timeZone: string) =>
    Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
  const day = zones.find((zone) => hourIn(zone) >= 8 && hourIn(zone) < 19);
  if (day === undefined) throw new Error('It is night everywhere.');
  return day;
};
