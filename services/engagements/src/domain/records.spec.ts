import { describe, expect, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { engagement } from './engagement.ts';
import * as commands from './entry-commands.ts';
import { entry } from './entry.ts';
import { CorrectNote, keyOfNote, note, type NoteEvent, WriteNote } from './note.ts';
import { NoteRupture, RepairRupture, rupture, type RuptureEvent } from './rupture.ts';
import {
  amal,
  as,
  endedEarly,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  ofTeam,
  sponsored,
  started,
  underway,
} from './story.ts';

const member = { type: 'MembersAdded', data: { engagementId, personIds: [jonas] } } as const;
const team = [ofTeam, member, matched, started];
const another = '6f1f7b3e-0000-4000-8000-0000000000e9';

describe('A rupture', () => {
  const ruptureId = '6f1f7b3e-0000-4000-8000-00000000004a';
  const of = { engagementId, ruptureId };
  const tear = (by: string, aboutId: string) => new NoteRupture({ ...of, aboutId, words: 'torn' }, as(by));
  const torn: RuptureEvent = {
    type: 'RuptureNoted',
    data: { ...of, authorId: noor, aboutId: amal, words: seal(amal, 'torn') },
  };
  const repair = (by: string, asCoach: boolean, inEngagement = engagementId) =>
    new RepairRupture({ ...of, engagementId: inEngagement, asCoach, helped: 'saying so' }, as(by));
  const repaired = (authorId: string): RuptureEvent => ({
    type: 'RuptureRepaired',
    data: { ...of, authorId, aboutId: amal, helped: seal(amal, 'saying so') },
  });

  it('is noted by either, sealed for the client whom it is about', () => {
    specification(rupture)().when(tear(noor, amal)).then(torn);
    for (const by of [amal, noor])
      specification(engagement)(...underway)
        .when(tear(by, amal))
        .then();
  });
  it('is noted by a member of themselves, never of a colleague', () => {
    specification(engagement)(...team)
      .when(tear(jonas, jonas))
      .then();
    specification(engagement)(...team)
      .when(tear(jonas, amal))
      .rejects('ABOUT_YOURSELF_ONLY');
    specification(engagement)(...team)
      .when(tear(noor, jonas))
      .then();
    specification(engagement)(...team)
      .when(tear(noor, noor))
      .rejects('NOT_A_PARTICIPANT');
  });
  it('is mended once, by either', () => {
    specification(rupture)(torn).when(repair(amal, false)).then(repaired(amal));
    specification(rupture)(torn).when(repair(noor, true)).then(repaired(noor));
    specification(rupture)(torn, repaired(noor))
      .when(repair(amal, false))
      .rejects('RUPTURE_ALREADY_REPAIRED');
  });
  it('is not found by colleagues, nor from another engagement', () => {
    specification(rupture)().when(repair(amal, false)).rejects('RUPTURE_NOT_FOUND');
    specification(rupture)(torn).when(repair(jonas, false)).rejects('RUPTURE_NOT_FOUND');
    specification(rupture)(torn)
      .when(repair(noor, true, another))
      .rejects('RUPTURE_NOT_FOUND');
  });
});

describe('A note', () => {
  const noteId = '6f1f7b3e-0000-4000-8000-00000000004c';
  const of = { engagementId, noteId };
  const written: NoteEvent = {
    type: 'NoteWritten',
    data: { ...of, authorId: noor, isShared: false, subjectId: amal, words: seal(amal, 'sleep') },
  };
  const correct = (by: string, inEngagement = engagementId) =>
    new CorrectNote({ ...of, engagementId: inEngagement, words: 'rest' }, as(by));

  it('is sealed for whom it is said to be', () => {
    const data = { ...of, isShared: false, sealedFor: amal, words: 'sleep' };
    specification(note)()
      .when(new WriteNote(data, as(noor)))
      .then(written);
  });
  it('of a coach goes with the client, unless the tenant has the coach keep it; all others keep their own', () => {
    const coach = { personId: noor, coaches: true };
    const person = { personId: jonas, coaches: false };
    expect(keyOfNote(coach, amal, 'ERASED')).toBe(amal);
    expect(keyOfNote(coach, amal, 'KEPT_BY_COACH')).toBe(noor);
    for (const kept of ['ERASED', 'KEPT_BY_COACH'] as const)
      expect(keyOfNote(person, amal, kept)).toBe(jonas);
  });
  it('is corrected by an event after it, with the same key and for the same readers', () => {
    const words = seal(amal, 'rest');
    specification(note)(written)
      .when(correct(noor))
      .then({ type: 'NoteCorrected', data: { ...written.data, words } });
  });
  it('is corrected by its author, in its engagement', () => {
    specification(note)().when(correct(noor)).rejects('NOTE_NOT_FOUND');
    specification(note)(written).when(correct(amal)).rejects('NOTE_NOT_FOUND');
    specification(note)(written).when(correct(noor, another)).rejects('NOTE_NOT_FOUND');
  });
  it('is written even of an engagement that was broken off, and not by the sponsor', () => {
    const data = { ...of, isShared: true, sealedFor: amal, words: 'sleep' };
    specification(engagement)(...underway, endedEarly)
      .when(new WriteNote(data, as(amal)))
      .then();
    specification(engagement)(sponsored, matched, started)
      .when(new WriteNote(data, as(ilse)))
      .rejects('NOT_FOR_THIS_PARTY');
  });
});

describe('A record of safety', () => {
  const of = { engagementId, entryId: '6f1f7b3e-0000-4000-8000-00000000004d' };
  const inWords = { ...of, aboutId: amal, words: 'a physician' };
  const words = seal(amal, 'a physician');

  it.each([
    ['ReferralMade', commands.MakeReferral],
    ['SideEffectNoted', commands.NoteSideEffect],
    ['HealthPauseNoted', commands.NoteHealthPause],
  ] as const)('says %s, sealed for whom it is about', (type, Record) => {
    specification(entry)()
      .when(new Record(inWords, as(noor)))
      .then({ type, data: { ...of, authorId: noor, aboutId: amal, words } });
  });
  it('says that a coach cannot go on; why is the coach’s own', () => {
    const data = { ...of, aboutId: amal, words: 'I am ill' };
    specification(entry)()
      .when(new commands.SayCannotGoOn(data, as(noor)))
      .then({
        type: 'CoachCannotGoOn',
        data: { ...of, authorId: noor, aboutId: amal, words: seal(noor, 'I am ill') },
      });
  });
  it('says where confidentiality ends, and was said to', () => {
    const data = { ...of, aboutId: amal, limit: 'DANGER' } as const;
    specification(entry)()
      .when(new commands.NameLimitOfConfidentiality(data, as(noor)))
      .then({
        type: 'LimitOfConfidentialityNamed',
        data: { ...of, authorId: noor, aboutId: amal, limit: seal(amal, 'DANGER') },
      });
  });
  it.each([commands.MakeReferral, commands.SayCannotGoOn, commands.NameLimitOfConfidentiality] as (new (
    ...args: ConstructorParameters<typeof commands.MakeReferral>
  ) => commands.MakeReferral)[])('of a coach is made by coaches: %p', (Record) => {
    const made = (by: string) => new Record(inWords, as(by));
    specification(engagement)(...underway)
      .when(made(noor))
      .then();
    specification(engagement)(...underway)
      .when(made(amal))
      .rejects('NOT_FOR_THIS_PARTY');
  });
  it('is made of oneself, or by the coach of whom they coach', () => {
    const made = (by: string, aboutId: string) =>
      new commands.NoteSideEffect({ ...inWords, aboutId }, as(by));
    specification(engagement)(...team)
      .when(made(jonas, jonas))
      .then();
    specification(engagement)(...team)
      .when(made(noor, jonas))
      .then();
    specification(engagement)(...team)
      .when(made(amal, jonas))
      .rejects('ABOUT_YOURSELF_ONLY');
    specification(engagement)(...team)
      .when(made(noor, ilse))
      .rejects('NOT_A_PARTICIPANT');
  });
  it('is made even after an engagement was broken off', () => {
    specification(engagement)(...underway, endedEarly)
      .when(new commands.NoteSideEffect(inWords, as(amal)))
      .then();
  });
});
