import { describe, expect, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import fc from 'fast-check';
import {
  AddCohort,
  chunks,
  CloseProgram,
  DraftProgram,
  EnrollParticipants,
  OpenProgram,
  program,
  type ProgramEvent,
} from './program.ts';
import { amal, as, cohortId, ilse, noor, programId } from './story.ts';

const given = specification(program);
const context = as(noor);
const plan = { programId, name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
const draft = (more: Partial<typeof plan> = {}) => new DraftProgram({ ...plan, ...more }, context);
const add = (name = 'Spring', id = cohortId) => new AddCohort({ programId, cohortId: id, name }, context);
const open = new OpenProgram({ programId }, context);
const enroll = (personIds: readonly string[], id = cohortId) =>
  new EnrollParticipants({ programId, cohortId: id, personIds }, context);
const close = new CloseProgram({ programId }, context);

const texts = { name: seal(programId, plan.name), purpose: seal(programId, plan.purpose) };
const drafted: Extract<ProgramEvent, { type: 'ProgramDrafted' }> = {
  type: 'ProgramDrafted',
  data: { ...plan, ...texts, kind: 'COACHING' },
};
const added: ProgramEvent = {
  type: 'CohortAdded',
  data: { programId, cohortId, name: seal(programId, 'Spring') },
};
const opened: ProgramEvent = { type: 'ProgramOpened', data: { programId } };
const closed: ProgramEvent = { type: 'ProgramClosed', data: { programId } };
const enrolled = (personIds: readonly string[]): ProgramEvent => ({
  type: 'ParticipantsEnrolled',
  data: { programId, cohortId, personIds },
});

describe('A program', () => {
  it('is drafted', () => given().when(draft()).then(drafted));
  it('may last one day', () =>
    given()
      .when(draft({ endsOn: plan.startsOn }))
      .then({ type: 'ProgramDrafted', data: { ...drafted.data, endsOn: plan.startsOn } }));
  it('gets a cohort', () => given(drafted).when(add()).then(added));
  it('opens', () => given(drafted, added).when(open).then(opened));
  it('is open when it opens again', () => given(drafted, added, opened).when(open).then());
  it('gets a cohort while it is open', () =>
    given(drafted, added, opened)
      .when(add('Autumn', ilse))
      .then({ type: 'CohortAdded', data: { programId, cohortId: ilse, name: seal(programId, 'Autumn') } }));
  it('enrols people', () =>
    given(drafted, added, opened)
      .when(enroll([amal]))
      .then(enrolled([amal])));
  it('enrols each once', () =>
    given(drafted, added, opened, enrolled([amal]))
      .when(enroll([amal, ilse, ilse]))
      .then(enrolled([ilse])));
  it('closes', () => given(drafted, added, opened).when(close).then(closed));
  it('is closed when it closes again', () => given(drafted, closed).when(close).then());

  it.each([
    ['PROGRAM_ENDS_BEFORE_START', [], draft({ endsOn: '2026-12-31' })],
    ['PROGRAM_ALREADY_DRAFTED', [drafted], draft()],
    ['PROGRAM_NOT_FOUND', [], add()],
    ['PROGRAM_NOT_FOUND', [], open],
    ['PROGRAM_NOT_FOUND', [], close],
    ['PROGRAM_WITHOUT_COHORT', [drafted], open],
    ['COHORT_NAME_TAKEN', [drafted, added], add('Spring', ilse)],
    ['COHORT_ALREADY_ADDED', [drafted, added], add('Autumn')],
    ['COHORT_NOT_FOUND', [drafted, added, opened], enroll([amal], ilse)],
    ['PROGRAM_NOT_OPEN', [drafted, added], enroll([amal])],
    ['PROGRAM_CLOSED', [drafted, added, closed], open],
    ['PROGRAM_CLOSED', [drafted, added, opened, closed], enroll([amal])],
    ['PROGRAM_CLOSED', [drafted, closed], add()],
  ] as const)('refuses with %s', (code, history, command) =>
    given(...history)
      .when(command)
      .rejects(code),
  );

  it('enrols everybody once, in events of at most a thousand, whoever is asked for how often', () => {
    const person = fc.integer({ min: 0, max: 1_500 }).map((n) => `person ${n}`);
    const wishes = fc.array(fc.array(person, { maxLength: 2_500 }), { maxLength: 4 });
    fc.assert(
      fc.property(wishes, (asked) => {
        const history = asked.reduce<ProgramEvent[]>(
          (events, people) => {
            const state = events.reduce(program.evolve, program.initialState);
            return [...events, ...program.decide(enroll(people), state)];
          },
          [drafted, added, opened],
        );
        const sets = history.flatMap(({ data }) => ('personIds' in data ? [data.personIds] : []));
        expect(sets.every(({ length }) => length >= 1 && length <= 1_000)).toBe(true);
        expect(sets.flat().sort()).toEqual([...new Set(asked.flat())].sort());
      }),
      { numRuns: 30 },
    );
  });
});

it('cuts into pieces that make the whole again', () => {
  const sizes = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(fc.array(fc.integer()), sizes, (all, size) => {
      expect(chunks(all, size).flat()).toEqual(all);
      expect(chunks(all, size).every(({ length }) => length >= 1 && length <= size)).toBe(true);
    }),
  );
});
