import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowsOf, seal } from '@securebase/domain-kit';
import fc from 'fast-check';
import { amal, cohortId, engagementId, ilse, noor, programId } from '../domain/story.ts';
import { enrolmentKey } from './enrolment-view.ts';
import { participationPartView } from './participation-view.ts';
import { longestWait } from './time-to-match-view.ts';

const day = 86_400_000;
const begin = Date.parse('2026-09-01T08:00:00Z');
const on = (days: number) => new Date(begin + days * day).toISOString();
const other = '0199a1b2-0000-7000-8000-00000000000e';

type On = readonly [days: number, event: EngagementsEvent];
const recorded = (events: readonly On[]): Recorded<EngagementsEvent>[] =>
  events.map(([days, event], index) => ({
    ...event,
    tenantId: 't',
    stream: 'engagementId' in event.data ? `engagement-${event.data.engagementId}` : `program-${programId}`,
    version: index + 1,
    id: `event ${index}`,
    at: on(days),
    actorId: ilse,
  }));

const enrolled: EngagementsEvent = {
  type: 'ParticipantsEnrolled',
  data: { programId, cohortId, personIds: [amal, noor] },
};
const shown: EngagementsEvent = {
  type: 'CoachesRanked',
  data: {
    rankingId: other,
    programId,
    proposals: [{ participantId: amal, coachIds: [ilse], isAssigned: true, reasons: seal(amal, '[]') }],
  },
};
const proposed = (id = engagementId): EngagementsEvent => ({
  type: 'EngagementProposed',
  data: { engagementId: id, kind: 'INDIVIDUAL', clientId: amal, programId, purpose: seal(amal, 'p') },
});
const step = (
  type: 'CoachProposed' | 'MatchConfirmed' | 'MatchDeclined',
  id = engagementId,
): EngagementsEvent => ({ type, data: { engagementId: id, coachId: ilse } });

const after = (...events: readonly On[]) => {
  const tables = rowsOf(participationPartView, recorded(events));
  return {
    amal: tables['participation_view']?.get(enrolmentKey(programId, amal)),
    times: Object.fromEntries(tables['time_to_match_view'] ?? []),
  };
};

describe('Who is not matched', () => {
  it.each([
    ['NOT_SHOWN', []],
    ['NOT_SHOWN', [[1, proposed()]]],
    ['SHOWN', [[1, shown]]],
    [
      'ASKED',
      [
        [1, shown],
        [2, proposed()],
        [3, step('CoachProposed')],
      ],
    ],
    [
      'DECLINED',
      [
        [2, proposed()],
        [3, step('CoachProposed')],
        [4, step('MatchDeclined')],
      ],
    ],
    [
      'ASKED',
      [
        [2, proposed()],
        [4, step('MatchDeclined')],
        [5, step('CoachProposed')],
      ],
    ],
  ] as [string, On[]][])('waits since the enrolment, %s', (stage, events) => {
    expect(after([0, enrolled], ...events).amal).toMatchObject({
      programId,
      cohortId,
      personId: amal,
      stage,
      waitingSince: on(0),
      daysToMatch: null,
    });
  });

  it('does not wait any more when matched, and again when it did not come to it after all', () => {
    const matched = [
      [0, enrolled],
      [1, proposed()],
      [9, step('MatchConfirmed')],
    ] as const;
    const { amal: row, times } = after(...matched);
    expect(row).toMatchObject({ stage: 'MATCHED', waitingSince: null, daysToMatch: 9 });
    expect(times).toMatchObject({
      [programId]: { isCohort: false, people: 1, days: { 9: 1 } },
      [cohortId]: { isCohort: true, programId, people: 1, days: { 9: 1 } },
    });
    const again = after(...matched, [10, step('MatchDeclined')]);
    expect(again.amal).toMatchObject({ stage: 'DECLINED', waitingSince: on(0) });
    expect(again.times).toMatchObject({ [programId]: { people: 0, days: {} } });
  });

  it('is of enrolments only, whatever comes first', () => {
    expect(after([1, proposed()]).amal).toMatchObject({ waitingSince: null });
    expect(after([1, proposed()], [2, step('MatchConfirmed')], [3, enrolled]).amal).toMatchObject({
      stage: 'MATCHED',
      daysToMatch: 0,
    });
  });

  it('counts a wait of years with the longest', () => {
    const { times } = after([0, enrolled], [1, proposed()], [2000, step('MatchConfirmed')]);
    expect(times).toMatchObject({ [programId]: { days: { [longestWait]: 1 } } });
  });

  it('counts whom it counts, whatever happened before', () => {
    const steps = fc.constantFrom(
      'CoachProposed' as const,
      'MatchConfirmed' as const,
      'MatchDeclined' as const,
    );
    const some = fc.array(fc.tuple(fc.nat(40), steps, fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(some, (all) => {
        const events = all.map(([days, type, second]): On => [
          days,
          step(type, second ? other : engagementId),
        ]);
        const { amal: row, times } = after([0, enrolled], [0, proposed()], [0, proposed(other)], ...events);
        const { daysToMatch } = row as { daysToMatch: number | null };
        const days = daysToMatch === null ? {} : { [daysToMatch]: 1 };
        const people = daysToMatch === null ? 0 : 1;
        for (const id of [programId, cohortId])
          expect(times[id] ?? { people: 0, days: {} }).toMatchObject({ people, days });
        expect(Object.keys((times[programId] as { days: object } | undefined)?.days ?? {})).toEqual(
          Object.keys(days),
        );
      }),
    );
  });
});
