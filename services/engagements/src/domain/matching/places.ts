/** A language in its one form, such as `de-CH`; `undefined` for what is none. */
export const languageOf = (text: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
};

/** What `de-CH` and `de-AT` have in common: whoever speaks one is understood in the other. */
export const primaryOf = (language: string): string => language.split('-')[0]?.toLowerCase() ?? '';

/** Whether there is such a time zone, as IANA calls it. */
export const isTimeZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const offsetForm = /GMT(?:([+-])(\d{2}):(\d{2}))?/;

/** How many hours a time zone is ahead of Greenwich at an instant: 5.5 in Calcutta. Daylight saving is what it is then. */
export const hoursAhead = (timeZone: string, at: Date): number => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = offsetForm.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60);
};

/** Both work from nine to five where they are. */
export const workingHours = 8;

/** For how many hours of a day both are at work. */
export const overlapOf = (one: number, other: number): number => {
  const apart = Math.abs(one - other) % 24;
  return Math.max(0, workingHours - Math.min(apart, 24 - apart));
};
