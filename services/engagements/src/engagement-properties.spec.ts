import { describe, expect, it } from '@jest/globals';
import { type Recorded, Rejected, rowOf } from '@securebase/domain-kit';
import fc from 'fast-check';
import { type Lived, lives } from '../test/wishes.ts';
import { type Engagement, type EngagementEvent } from './domain/engagement-state.ts';
import { engagement, partiesOf } from './domain/engagement.ts';
import { engagementId, jonas, noor } from './domain/story.ts';
import { rejectionsOfParts } from './parts/index.ts';
import { engagementPersonView } from './read-models/engagement-person-view.ts';
import { type EngagementRow, engagementView } from './read-models/engagement-view.ts';
import { matterView } from './read-models/matter-view.ts';
import { type MatterKind, noMatters } from './read-models/matters/matters.ts';
import { rejections } from './rejections.ts';

const recorded = (events: readonly EngagementEvent[]) =>
  events.map((event, index): Recorded<EngagementEvent> => ({
    ...event,
    tenantId: jonas,
    stream: `engagement-${engagementId}`,
    version: index + 1,
    id: String(index),
    at: '2026-11-23T09:00:00.000Z',
    actorId: noor,
  }));

/** What the read model says of what the decider knows. */
const saidBy = ({ status, coachId, coachIds, coaches, inForce, signedBy, sessions }: EngagementRow) => ({
  phase: status,
  coachId: coachId ?? undefined,
  coachIds,
  now: new Set(coaches.flatMap(({ coachId: id, until }) => (until === null ? [id] : []))),
  version: inForce?.version,
  terms: inForce?.terms,
  signed: new Set(signedBy),
  sessions: sessions.map(({ id, status: became, startsAt }) => [id, became, startsAt]),
});
const knownOf = ({ phase, coachId, coachIds, inForce, agreement, sessions }: Engagement) => ({
  phase,
  coachId,
  coachIds: [...coachIds],
  now: coachIds,
  version: inForce?.version,
  terms: inForce?.terms,
  signed: agreement.signed,
  sessions: [...sessions].map(([id, { status, startsAt }]) => [id, status, startsAt]),
});

const whatever = (holds: (lived: Lived) => void) => {
  fc.assert(fc.property(lives, holds), { numRuns: 200 });
};

describe('Whatever is wished of an engagement, in whatever order', () => {
  it('is carried out, or refused with a code that has an explanation', () => {
    whatever(({ refusals }) => {
      for (const refusal of refusals) {
        expect(refusal).toBeInstanceOf(Rejected);
        expect({ ...rejections, ...rejectionsOfParts }).toHaveProperty((refusal as Rejected).code);
      }
    });
  });

  it('is contracted at most once, when every party has signed the version it names', () => {
    let seen = 0;
    whatever(({ events, state }) => {
      const contracts = events.filter(({ type }) => type === 'EngagementContracted');
      expect(contracts.length).toBeLessThanOrEqual(1);
      seen += contracts.length;
      for (const { data } of contracts) {
        const version = 'agreementVersion' in data ? data.agreementVersion : undefined;
        const signed = events.flatMap((event) =>
          event.type === 'AgreementSigned' && event.data.agreementVersion === version
            ? [event.data.party]
            : [],
        );
        expect([...new Set(signed)].sort()).toEqual(state ? [...partiesOf(state)].sort() : []);
      }
    });
    expect(seen).toBeGreaterThan(0);
  });

  it('starts only after the contract, and has one ending at most', () => {
    whatever(({ events }) => {
      const types = events.map(({ type }) => type);
      const start = types.indexOf('EngagementStarted');
      if (start !== -1) expect(types.slice(0, start)).toContain('EngagementContracted');
      const endings = types.filter(
        (each) => each === 'EngagementCompleted' || each === 'EngagementEndedEarly',
      );
      expect(endings.length).toBeLessThanOrEqual(1);
    });
  });

  it('numbers drafts and amendments 1, 2, 3 …', () => {
    whatever(({ events }) => {
      const versions = events.flatMap((event) =>
        event.type === 'AgreementDrafted' || event.type === 'AgreementAmended'
          ? [event.data.agreementVersion]
          : [],
      );
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    });
  });

  it('decides about each session once; all else are corrections', () => {
    whatever(({ events }) => {
      const over = events.flatMap((event) =>
        event.type === 'SessionHeld' || event.type === 'SessionCancelled' || event.type === 'SessionMissed'
          ? [event.data.sessionId]
          : [],
      );
      expect(new Set(over).size).toBe(over.length);
    });
  });

  it('puts an amendment in force only when every party has signed it, and never changes what measures change', () => {
    let seen = 0;
    whatever(({ events }) => {
      let measures: unknown;
      events.forEach((event, index) => {
        const state = events.slice(0, index).reduce(engagement.evolve, engagement.initialState);
        if (event.type === 'EngagementContracted' || event.type === 'AmendmentAgreed') {
          expect(state && partiesOf(state).every((party) => state.agreement.signed.has(party))).toBe(true);
          expect(event.data.agreementVersion).toBe(state?.agreement.version);
          measures ??= state?.agreement.terms.measures;
          expect(state?.agreement.terms.measures).toEqual(measures);
          seen += event.type === 'AmendmentAgreed' ? 1 : 0;
        }
      });
    });
    expect(seen).toBeGreaterThan(0);
  });

  it('is found by everybody who has a part in it', () => {
    whatever(({ events }) => {
      const log = recorded(events);
      const row = rowOf(engagementView, log, engagementId);
      if (!row) return;
      const { clientId, sponsorId, coachIds, memberIds, inForce } = row;
      const people = [clientId, ...coachIds, ...memberIds, ...(inForce?.terms.lineManagerIds ?? [])];
      for (const personId of sponsorId === null ? people : [...people, sponsorId])
        expect(rowOf(engagementPersonView, log, `${engagementId}/${personId}`)).toEqual({
          engagementId,
          personId,
        });
    });
  });

  it('has no coaching session before all have signed', () => {
    whatever(({ events }) => {
      const first = events.findIndex(
        (event) => event.type === 'SessionScheduled' && event.data.kind !== 'CHEMISTRY',
      );
      const before = events.slice(0, first === -1 ? 0 : first).map(({ type }) => type);
      if (first !== -1) expect(before).toContain('EngagementContracted');
    });
  });

  it('lets nobody be in two sessions at once', () => {
    let seen = 0;
    whatever(({ calendars: all, state, refusals }) => {
      seen += refusals.filter((each) => (each as Rejected).code === 'TIME_NOT_FREE').length;
      for (const bookings of all.values())
        for (const one of bookings) {
          expect(state?.sessions.has(one.sessionId)).toBe(true);
          const clashing = bookings.filter(
            (other) => other !== one && other.startsAt < one.endsAt && one.startsAt < other.endsAt,
          );
          expect(clashing).toEqual([]);
        }
    });
    expect(seen).toBeGreaterThan(0);
  });

  it('has coaches none of whom is the client, the first of whom signs, and each of whom came once at a time', () => {
    whatever(({ state }) => {
      if (!state || state.phase === 'PROPOSED') return;
      expect(state.coachIds.has(state.clientId)).toBe(false);
      expect(state.coachId !== undefined && state.coachIds.has(state.coachId)).toBe(true);
      expect(state.coachIds.size).toBeLessThanOrEqual(3);
    });
  });

  it('is the same when the log is replayed, and so is what is read of it', () => {
    whatever(({ events, state }) => {
      const log = JSON.parse(JSON.stringify(events)) as EngagementEvent[];
      expect(log.reduce(engagement.evolve, engagement.initialState)).toEqual(state);
      const row = rowOf(engagementView, recorded(log), engagementId);
      expect(row).toEqual(rowOf(engagementView, recorded(events), engagementId));
      expect(row && saidBy(row)).toEqual(state && knownOf(state));
    });
  });
  it('waits for its coaches for what is open in it, and for nothing else', () => {
    whatever(({ events, state }) => {
      const matters = rowOf(matterView, recorded(events), engagementId)?.matters ?? noMatters;
      if (!state) return;
      const { phase, agreement, inForce, coachIds, coachId, askedId, sessions } = state;
      const isOver = phase === 'COMPLETED' || phase === 'ENDED_EARLY';
      const isPending = agreement.version > (inForce?.version ?? 0) && !agreement.signed.has('COACH');
      const waits = (kind: MatterKind) => matters.waiting.some((each) => each.kind === kind);
      expect(matters.coachIds.toSorted()).toEqual([...coachIds].toSorted());
      expect(matters.leadId).toBe(coachId ?? null);
      expect(waits('REQUEST')).toBe(!isOver && askedId !== undefined);
      expect(waits('AGREEMENT')).toBe(phase === 'MATCHED' && agreement.version === 0);
      expect(waits('SIGNATURE')).toBe(!isOver && phase !== 'PROPOSED' && isPending);
      expect(waits('START')).toBe(phase === 'CONTRACTED');
      for (const { id } of matters.sessions) expect(sessions.get(id)?.status).toBe('SCHEDULED');
      const scheduled = [...sessions.values()].filter(({ status }) => status === 'SCHEDULED');
      if (!isOver) expect(matters.sessions).toHaveLength(scheduled.length);
    });
  });
});
