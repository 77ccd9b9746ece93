// Everybody who asks in the story, and who they are to its three engagements.
import { demoPerson, demoTenant } from '@securebase/testing';
import { v5 } from 'uuid';
import { type Caller } from '../platform.ts';

/** Another tenant, with a manager of its own, and with people who are called like a client and a coach of this one. */
const elsewhere = v5('another tenant', demoTenant);

/** By name, which is their reference, too. */
export const cast = {
  // A person is coached, at first by Noor and later by Taro; a team, by Taro; an organization, by both.
  amal: { roles: ['CLIENT'] },
  lena: { roles: ['CLIENT'] },
  tomas: { roles: ['CLIENT'] },
  yuki: { roles: ['CLIENT'] },
  maja: { roles: ['CLIENT'] },
  rui: { roles: ['CLIENT'] },
  noor: { roles: ['COACH'] },
  taro: { roles: ['COACH'] },
  ines: { roles: ['SPONSOR'] },
  oskar: { roles: ['SPONSOR'] },
  leo: { roles: ['LINE_MANAGER'] },
  // They belong to the house, and not to the engagements.
  olga: { roles: ['CLIENT'] },
  otto: { roles: ['COACH'] },
  rafa: { roles: ['RATER'] },
  kofi: { roles: ['PROGRAM_MANAGER'] },
  anna: { roles: ['ANALYST'] },
  ella: { roles: ['EMPLOYEE_REPRESENTATIVE'] },
  sven: { roles: ['SUPERVISOR'] },
  ada: { roles: ['ADMIN'] },
  // They belong elsewhere.
  operator: { roles: ['OPERATOR'] },
  stranger: { roles: ['PROGRAM_MANAGER'], tenant: elsewhere },
  'other amal': { roles: ['CLIENT'], reference: 'amal', tenant: elsewhere },
  'other noor': { roles: ['COACH'], reference: 'noor', tenant: elsewhere },
} as const satisfies Readonly<Record<string, Caller>>;

export type Name = keyof typeof cast;
export const everybody = Object.keys(cast) as readonly Name[];

/** Those whom the administrator registers; clients come by a file, as their line manager does not. */
export const staff = [
  ...['noor', 'taro', 'otto', 'ines', 'oskar', 'leo', 'rafa', 'kofi', 'anna', 'ella', 'sven', 'ada'],
  ...['tomas', 'yuki', 'rui'],
] as const;

/** How somebody asks. */
export const callerOf = (name: Name): Caller => ({ reference: name, ...cast[name] });
export const idOf = (name: Name): string => demoPerson(name);
