import type * as coaches from '../../src/domain/coach.ts';
import type * as commands from '../../src/domain/engagement-commands.ts';
import type { RegisterPerson } from '../../src/domain/person.ts';
import type { PoolCoaches } from '../../src/domain/pool.ts';
import type * as programs from '../../src/domain/program-commands.ts';
import { idOf, perCoach, perCohort, perProgram } from './ids.ts';
import { day, managerId, sessionCount, Teller, type Wish } from './telling.ts';
import { sentence } from './words.ts';

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const range = (from: number, length: number) => Array.from({ length }, (_, index) => from + index);

const specialities = ['LEADERSHIP', 'NEW_ROLE', 'CONFLICT', 'CHANGE'] as const;

const register = (teller: Teller, personId: string, name: string): void => {
  const email = `${personId}@example.org`;
  teller.wish<RegisterPerson>(managerId, 'RegisterPerson', { personId, name, email });
};

/** Some of a cohort wait: one has asked a coach, one has chosen nobody yet. */
const waiting = ['asking', 'choosing'] as const;

/** What is there before the engagements of a program, by its number: cohorts, sponsors, coaches, who takes part, who waits. */
export const programStory = (program: number, today: number, engagements = perProgram): readonly Wish[] => {
  const begin = today - 300 * day;
  const teller = new Teller('program', program, begin);
  const programId = teller.id('program');
  const first = program * perProgram;
  const drafted = { programId, name: 'Leading through change', purpose: sentence('the program') };
  const days = { startsOn: dayOf(begin), endsOn: dayOf(today + 100 * day) };
  teller.wish<programs.DraftProgram>(managerId, 'DraftProgram', { ...drafted, ...days });
  const minutes = engagements * sessionCount * 60;
  teller.wish<programs.SetBudget>(managerId, 'SetBudget', { programId, minutes });
  const cohorts = range(first / perCohort, Math.ceil(engagements / perCohort));
  for (const cohort of cohorts) {
    const cohortId = idOf('cohort', cohort, 'cohort');
    const added = { programId, cohortId, name: `Cohort ${cohort % 5}` };
    teller.wish<programs.AddCohort>(managerId, 'AddCohort', added);
    register(teller, idOf('cohort', cohort, 'sponsor'), `Sponsor ${cohort % 5}`);
  }
  teller.wish<programs.OpenProgram>(managerId, 'OpenProgram', { programId });
  const coachIds = range(first / perCoach, Math.ceil(engagements / perCoach)).map((coach) => {
    const coachId = idOf('coach', coach, 'coach');
    register(teller, coachId, `Coach ${coach % 25}`);
    const profile = {
      coachId,
      languages: ['en'],
      specialities: [specialities[coach % 4] ?? ('TEAM' as const)],
    };
    const more = { credentials: ['PCC' as const], timeZone: 'Europe/Vienna', capacity: 2 * perCoach };
    teller.wish<coaches.RegisterCoach>(managerId, 'RegisterCoach', { ...profile, ...more });
    teller.wish<coaches.IntroduceCoach>(coachId, 'IntroduceCoach', { coachId, words: sentence('myself') });
    return coachId;
  });
  teller.wish<PoolCoaches>(managerId, 'PoolCoaches', { programId, coachIds });
  for (const cohort of cohorts) {
    const cohortId = idOf('cohort', cohort, 'cohort');
    const members = range(cohort * perCohort, Math.min(perCohort, first + engagements - cohort * perCohort));
    const personIds = [
      ...members.map((n) => idOf('engagement', n, 'client')),
      ...waiting.map((each) => idOf('cohort', cohort, `${each} client`)),
    ];
    teller.wish<programs.EnrollParticipants>(managerId, 'EnrollParticipants', {
      programId,
      cohortId,
      personIds,
    });
  }
  teller.from(today - 20 * day);
  for (const cohort of cohorts) wait(teller, programId, cohort);
  return teller.wishes;
};

const wait = (teller: Teller, programId: string, cohort: number): void => {
  const cohortId = idOf('cohort', cohort, 'cohort');
  const sponsorId = idOf('cohort', cohort, 'sponsor');
  for (const each of waiting) {
    const clientId = idOf('cohort', cohort, `${each} client`);
    register(teller, clientId, `Waiting ${cohort % 5}`);
    const engagementId = idOf('cohort', cohort, `${each} engagement`);
    const proposal = { engagementId, kind: 'INDIVIDUAL', clientId, sponsorId, programId, cohortId } as const;
    const purpose = sentence('what it is for');
    teller.wish<commands.ProposeEngagement>(managerId, 'ProposeEngagement', { ...proposal, purpose });
    if (each === 'choosing') continue;
    const coachId = idOf('coach', (cohort * perCohort) / perCoach, 'coach');
    teller.wish<commands.ProposeCoach>(clientId, 'ProposeCoach', { engagementId, coachId, programId });
  }
};
