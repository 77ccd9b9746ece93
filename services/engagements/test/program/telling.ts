import { type Command } from '@securebase/domain-kit';
import { idOf, type Numbered, numberOf, perCoach, perProgram } from './ids.ts';

/** A command as data: what is wished, by whom, when. Whoever carries it out has the classes. */
export interface Wish {
  readonly type: string;
  readonly data: object;
  readonly facts?: object;
  readonly actorId: string;
  readonly at: Date;
  /** A UUID. */
  readonly commandId: string;
}

const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Collects wishes, each a minute after the one before. */
export class Teller {
  readonly wishes: Wish[] = [];
  readonly #by: Numbered;
  readonly #number: number;
  #now: number;
  constructor(by: Numbered, number: number, begin: number) {
    this.#by = by;
    this.#number = number;
    this.#now = begin;
  }

  /** The id of something that belongs to what is told of. */
  id(what: string): string {
    return idOf(this.#by, this.#number, what);
  }

  /** What follows is not before this time. */
  from(time: number): void {
    this.#now = Math.max(this.#now, time);
  }

  wish<C extends Command & { readonly facts?: object }>(
    actorId: string,
    type: C['type'],
    data: C['data'],
    ...facts: undefined extends C['facts'] ? [] : [C['facts']]
  ): void {
    this.#now += minute;
    const commandId = this.id(`command ${this.wishes.length}`);
    const [given] = facts;
    this.wishes.push({
      type,
      data: data as object,
      actorId,
      at: new Date(this.#now),
      commandId,
      ...(given && { facts: given }),
    });
  }
}

export const managerId = idOf('tenant', 0, 'manager');
export const sessionCount = 12;

/** What the parts of an engagement's story share. */
export interface Tale {
  readonly teller: Teller;
  /** Its number in its program: what is different from one engagement to another is different by it. */
  readonly n: number;
  /** With everything that is lived; else the course alone, with a little of each kind. */
  readonly whole: boolean;
  readonly engagementId: string;
  readonly programId: string;
  readonly cohortId: string;
  readonly clientId: string;
  readonly coachId: string;
  readonly sponsorId: string;
  readonly attendees: { readonly attendeeIds: readonly string[] };
  readonly sessionId: (session: number) => string;
  /** One of the list, another for another engagement or time. */
  readonly oneOf: <T>(list: readonly T[], time?: number) => T;
}

export const tale = (number: number, begin: number, whole: boolean): Tale => {
  const teller = new Teller('engagement', number, begin);
  const n = number % perProgram;
  const clientId = teller.id('client');
  const coachId = idOf('coach', numberOf(number, 'coach'), 'coach');
  return {
    teller,
    n,
    whole,
    engagementId: teller.id('engagement'),
    programId: idOf('program', numberOf(number, 'program'), 'program'),
    cohortId: idOf('cohort', numberOf(number, 'cohort'), 'cohort'),
    clientId,
    coachId,
    sponsorId: idOf('cohort', numberOf(number, 'cohort'), 'sponsor'),
    attendees: { attendeeIds: [clientId, coachId] },
    sessionId: (session) => teller.id(`session ${session}`),
    oneOf: (list, time = 0) => list[(n * 7 + time * 3) % list.length] as never,
  };
};

/** An hour of the day that no other engagement of the coach has. */
export const hourOf = (n: number): number => 7 + (n % perCoach);
