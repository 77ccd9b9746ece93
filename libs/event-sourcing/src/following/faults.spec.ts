import { describe, expect, it } from '@jest/globals';
import { NotYetVisible } from '../consistency/gate.ts';
import { Conflict } from '../store/errors.ts';
import { HandlerFailed, isPassing, isRefusedByDatabase, reasonOf } from './faults.ts';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('A fault', () => {
  it.each(['57P01', '08006', '40001', '40P01', '53300', '55P03', 'ECONNREFUSED', 'EPIPE'])(
    'of code %s passes',
    (code) => {
      expect(isPassing(withCode(code))).toBe(true);
      expect(isRefusedByDatabase(withCode(code))).toBe(false);
    },
  );

  it.each(['22021', '22P02', '23502', '23505', '21000', '54000'])('of code %s is the event’s', (code) => {
    expect(isPassing(withCode(code))).toBe(false);
    expect(isRefusedByDatabase(withCode(code))).toBe(true);
  });

  it('of a table that is not as the read model needs it is neither: everything would be parked', () => {
    expect(isPassing(withCode('42P01'))).toBe(false);
    expect(isRefusedByDatabase(withCode('42P01'))).toBe(false);
  });

  it('passes when a connection ended or another writer came first', () => {
    expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isPassing(new Conflict('note-1'))).toBe(true);
  });

  it('passes when a read model was late: it hears of the rest in the meantime', () => {
    expect(isPassing(new NotYetVisible())).toBe(true);
    expect(isRefusedByDatabase(new NotYetVisible())).toBe(false);
  });

  it('does not pass because its message happens to speak of connections', () => {
    expect(isPassing(new TypeError('cannot read the connection of undefined'))).toBe(false);
    expect(isPassing(new Error('a connection between two actors is missing'))).toBe(false);
  });

  it('is named by a code or a class, never by its message', () => {
    expect(reasonOf(new HandlerFailed(new TypeError('Ann Smith')))).toBe('TypeError');
    expect(reasonOf(withCode('23505', 'Ann Smith'))).toBe('23505');
    expect(reasonOf('Ann Smith')).toBe('UNKNOWN');
  });
});
