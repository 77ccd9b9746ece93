import { stringify } from 'csv-stringify/sync';
import { type ClientHours } from '../domain/coaching-hours.ts';

/** A line of a log, opened for the coach whose log it is. */
export interface LineOfLog extends ClientHours {
  readonly form: 'INDIVIDUAL' | 'GROUP';
  readonly basis: 'CLIENT_CONSENT' | 'VERIFICATION_LETTER';
  readonly name: string | null;
  readonly email: string | null;
  readonly organization: string | null;
  readonly letter: string | null;
}

/** The columns that the ICF asks for. Source: https://icfsupport.freshdesk.com/support/solutions/articles/5000653702 */
export const columns = [
  'Client Name',
  'Contact Information',
  'Individual/Group',
  'Number in Group',
  'Start Date',
  'End Date',
  'Paid Hours',
  'Pro Bono Hours',
] as const;

const hours = (minutes: number) => (minutes / 60).toFixed(2);

const rowOf = ({ form, basis, people, entries, name, email, organization, letter }: LineOfLog): string[] => {
  const sum = (of: 'paidMinutes' | 'proBonoMinutes') => entries.reduce((total, each) => total + each[of], 0);
  const byLetter = basis === 'VERIFICATION_LETTER';
  return [
    byLetter ? `Confidential: letter of ${organization ?? ''}` : (name ?? ''),
    (byLetter ? letter : email) ?? '',
    form === 'GROUP' ? 'Group' : 'Individual',
    people === 1 ? '' : String(people),
    entries.map(({ startsOn }) => startsOn).toSorted()[0] ?? '',
    entries
      .map(({ endsOn }) => endsOn)
      .toSorted()
      .at(-1) ?? '',
    hours(sum('paidMinutes')),
    hours(sum('proBonoMinutes')),
  ];
};

/**
 * An hours log as CSV: one line for each client with hours, the earliest first. A cell that a spreadsheet would take for a
 * formula, since it begins with = + - or @, begins with an apostrophe.
 */
export const hoursCsv = (lines: readonly LineOfLog[]): string => {
  const rows = lines.filter(({ entries }) => entries.length > 0).map(rowOf);
  const byStart = rows.toSorted((one, other) => ((one[4] ?? '') < (other[4] ?? '') ? -1 : 1));
  return stringify([[...columns], ...byStart], { escape_formulas: true });
};
