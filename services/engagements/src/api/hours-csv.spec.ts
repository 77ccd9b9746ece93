import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { columns, hoursCsv, type LineOfLog } from './hours-csv.ts';

const entry = { startsOn: '2026-02-01', endsOn: '2026-03-01', paidMinutes: 45, proBonoMinutes: 0 };
const mira: LineOfLog = {
  form: 'INDIVIDUAL',
  basis: 'CLIENT_CONSENT',
  people: 1,
  entries: [entry, { ...entry, startsOn: '2026-01-12', endsOn: '2026-01-12', proBonoMinutes: 30 }],
  name: 'Mira "M", of two lines\nand more',
  email: 'mira@example.org',
  organization: null,
  letter: null,
};
const rowsOf = (lines: readonly LineOfLog[]): string[][] => parse(hoursCsv(lines));

describe('An hours log as CSV', () => {
  it('has the columns of the ICF, and a line for each client', () => {
    expect(rowsOf([mira])).toEqual([
      [...columns],
      [mira.name, mira.email, 'Individual', '', '2026-01-12', '2026-03-01', '1.50', '0.50'],
    ]);
  });
  it('names nobody where an organization vouches', () => {
    const letter = { organization: 'Example', letter: 'of 12 May', name: null, email: null };
    const lines = rowsOf([{ ...mira, ...letter, basis: 'VERIFICATION_LETTER', people: 12 }]);
    expect(lines[1]?.slice(0, 4)).toEqual([
      'Confidential: letter of Example',
      'of 12 May',
      'Individual',
      '12',
    ]);
  });
  it('says how many a group has', () => {
    expect(rowsOf([{ ...mira, form: 'GROUP', people: 7 }])[1]?.slice(2, 4)).toEqual(['Group', '7']);
  });
  it('leaves out who has no hours, and begins with the earliest', () => {
    const later = { ...mira, name: 'Later', entries: [entry] };
    const lines = rowsOf([later, mira, { ...mira, entries: [] }]);
    expect(lines.map(([name]) => name)).toEqual(['Client Name', mira.name, 'Later']);
  });
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('holds no formula: %j', (name) => {
    const [, line] = rowsOf([{ ...mira, name, email: name }]);
    for (const cell of line?.slice(0, 2) ?? []) expect(cell).toBe(`'${name}`);
  });
});
