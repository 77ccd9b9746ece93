import { describe, expect, it } from '@jest/globals';
import { contracts, type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { type Audience, type People, readersOf } from '../domain/audience.ts';
import { amal, engagementId, ilse, jonas, noor, sessionId } from '../domain/story.ts';
import { entryView } from './entry-view.ts';
import { mutualLines } from './timeline/mutual.ts';
import { timelineView } from './timeline-view.ts';

const id = '6f1f7b3e-0000-4000-8000-000000000041';
const recorded = (event: EngagementsEvent, actorId: string, n: number): Recorded<EngagementsEvent> => ({
  ...event,
  tenantId: '6f1f7b3e-0000-4000-8000-000000000001',
  stream: `entry-${id}`,
  version: n + 1,
  id: String(n),
  at: `2026-11-23T09:0${n}:00.000Z`,
  actorId,
});
const row = (...events: EngagementsEvent[]) =>
  rowOf(
    entryView,
    events.map((event, n) => recorded(event, amal, n)),
    id,
  );
const of = { engagementId, authorId: amal };
const first = '2026-11-23T09:00:00.000Z';
const second = '2026-11-23T09:01:00.000Z';

describe('The read model of entries', () => {
  it('keeps both ends of a session, and the later word about each', () => {
    const settled = (said: object): EngagementsEvent => ({
      type: 'SettlednessNoted',
      data: { ...of, settlednessId: id, sessionId, aboutId: amal, ...said },
    });
    const [unsettled, rather, leaving] = ['UNSETTLED', 'RATHER_SETTLED', 'SETTLED'].map((step) =>
      seal(amal, step),
    );
    expect(row(settled({ arriving: unsettled }), settled({ leaving }))).toMatchObject({
      kind: 'SETTLEDNESS',
      audience: 'PAIR',
      sessionId,
      said: { arriving: unsettled, leaving },
      notedAt: first,
      changedAt: second,
    });
    expect(row(settled({ arriving: unsettled }), settled({ arriving: rather }))?.said).toEqual({
      arriving: rather,
    });
  });

  it('shows energy and alliance to the coaches from when they are shared', () => {
    const guarding = seal(amal, 'MUCH');
    const free = seal(amal, 'SOME');
    const entry = { ...of, entryId: id };
    const noted: EngagementsEvent = { type: 'EnergyNoted', data: { ...entry, guarding, free } };
    expect(row(noted)).toMatchObject({ audience: 'AUTHOR', changedAt: null, said: { guarding, free } });
    const shared = row(noted, { type: 'EnergyShared', data: entry });
    expect(shared).toMatchObject({ audience: 'PAIR', changedAt: second, said: { guarding, free } });
    const [bond, task, goal] = [4, 3, 5].map((each) => seal(amal, each));
    if (!bond || !task || !goal) throw new Error('There are three.');
    const rated: EngagementsEvent = { type: 'AllianceRated', data: { ...entry, bond, task, goal } };
    expect(row(rated)).toMatchObject({ kind: 'ALLIANCE', audience: 'AUTHOR' });
    expect(row(rated, { type: 'AllianceShared', data: entry })).toMatchObject({ audience: 'PAIR' });
  });

  it('keeps what helped beside what had torn', () => {
    const rupture = { ...of, ruptureId: id, aboutId: amal };
    const words = seal(amal, 'torn');
    const helped = seal(amal, 'saying so');
    const torn: EngagementsEvent = { type: 'RuptureNoted', data: { ...rupture, words } };
    expect(row(torn)).toMatchObject({ audience: 'PAIR', said: { words }, changedAt: null });
    expect(row(torn, { type: 'RuptureRepaired', data: { ...rupture, helped } })).toMatchObject({
      said: { words, helped },
      changedAt: second,
    });
  });

  it.each([
    [true, 'TAKES_PART'],
    [false, 'AUTHOR'],
  ] as const)('has a note, corrected, for the same readers: shared %s', (isShared, audience) => {
    const note = { ...of, noteId: id, isShared, subjectId: amal };
    const written: EngagementsEvent = { type: 'NoteWritten', data: { ...note, words: seal(amal, 'sleep') } };
    const words = seal(amal, 'rest');
    expect(row(written, { type: 'NoteCorrected', data: { ...note, words } })).toMatchObject({
      audience,
      said: { words },
      changedAt: second,
    });
  });
});

/** Every event of the part, as the golden files have them: by whom they may be read, here and in the timeline. */
const people: People = { clientId: amal, coachIds: [noor, ilse], memberIds: [jonas], sponsorId: 'sponsor' };
const everybody = {
  [amal]: 'client',
  [noor]: 'coach',
  [ilse]: 'second coach',
  [jonas]: 'member',
  sponsor: 'sponsor',
};
const pair = ['client', 'coach', 'second coach'];

describe('What happens between them', () => {
  const common = {
    engagementId,
    entryId: id,
    momentId: id,
    markId: id,
    noteId: id,
    ruptureId: id,
    settlednessId: id,
  };
  const happened = (type: string, authorId: string, more: object = {}) =>
    recorded(
      {
        type,
        data: { ...common, sessionId, authorId, aboutId: amal, ...more },
      } as unknown as EngagementsEvent,
      authorId,
      0,
    );
  const readers = (entry: { audience: Audience; authorId: string; aboutId: string }) => {
    const found = readersOf(entry, people);
    return Object.entries(everybody).flatMap(([person, name]) => (found.includes(person) ? [name] : []));
  };

  it.each<[string, string, string[], object?]>([
    ['SettlednessNoted', amal, pair],
    ['SettlednessNoted', noor, pair],
    ['SettlednessNoted', jonas, ['coach', 'second coach', 'member'], { aboutId: jonas }],
    ['MomentOfMeetingMarked', amal, ['client'], { aboutId: undefined, withId: noor }],
    ['MomentOfMeetingMarked', noor, ['coach'], { aboutId: undefined, withId: amal }],
    ['MomentOfMeetingShared', noor, ['client', 'coach']],
    ['MomentOfMeetingShared', amal, ['client', 'coach'], { aboutId: noor }],
    ['PresenceNoted', noor, ['coach'], { aboutId: undefined }],
    ['EnergyNoted', amal, ['client'], { aboutId: undefined }],
    ['GuardedAspectNamed', amal, ['client'], { aboutId: undefined }],
    ['EnergyRedirected', amal, ['client'], { aboutId: undefined }],
    ['AllianceRated', amal, ['client'], { aboutId: undefined }],
    ['RuptureNoted', noor, pair],
    ['TurnedToNoted', jonas, ['coach', 'second coach', 'member'], { aboutId: undefined }],
    ['NoteWritten', noor, ['coach'], { aboutId: undefined, isShared: false }],
    ['NoteWritten', jonas, [...pair, 'member'], { aboutId: undefined, isShared: true }],
    ['ReferralMade', noor, pair],
    ['SideEffectNoted', jonas, ['coach', 'second coach', 'member'], { aboutId: jonas }],
    ['HealthPauseNoted', amal, pair],
    ['CoachCannotGoOn', noor, pair],
    ['LimitOfConfidentialityNamed', noor, pair],
  ])('%s by %s is read by %j', (type, authorId, expected, more = {}) => {
    const event = happened(type, authorId, more);
    const entry = rowOf(entryView, [event], id);
    const line = rowOf(timelineView, [event], event.id);
    expect(entry && readers(entry)).toEqual(expected);
    expect(line && readers(line)).toEqual(expected);
  });

  it('has a line in the timeline, and a row, for each event of the part', () => {
    const types = (contracts['engagements'] ?? []).map(({ type }) => type);
    for (const type of Object.keys(mutualLines)) {
      expect(types).toContain(type);
      expect(entryView.rowIds(happened(type, amal))).toEqual([id]);
    }
    const own = Object.keys(entryView.on).toSorted();
    expect(own).toEqual(Object.keys(mutualLines).toSorted());
  });

  it('leaves all other events alone', () => {
    expect(entryView.rowIds(happened('EngagementStarted', noor))).toEqual([]);
  });
});
