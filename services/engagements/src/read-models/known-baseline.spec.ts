import { describe, expect, it } from '@jest/globals';
import { type AssessmentsEvent } from '@securebase/contracts';
import { type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { amal, engagementId, noor, programId } from '../domain/story.ts';
import { knownBaseline } from './known-baseline.ts';

type Submitted = Extract<AssessmentsEvent, { type: 'ResponseSubmitted' }>;
const answered = (at: string, more: Partial<Submitted['data']> = {}): Recorded<Submitted> => ({
  type: 'ResponseSubmitted',
  data: {
    administrationId: programId,
    instrumentId: programId,
    engagementId,
    respondentId: amal,
    subjectId: amal,
    occasion: 'BASELINE',
    perspective: 'SELF',
    answers: seal(amal, {}),
    scores: seal(amal, []),
    ...more,
  },
  tenantId: noor,
  stream: `administration-${programId}`,
  version: 2,
  id: at,
  at,
  actorId: amal,
});

describe('A baseline of an engagement', () => {
  it('is known from its first answer on', () => {
    const row = rowOf(knownBaseline, [answered('2026-11-01'), answered('2026-11-02')], engagementId);
    expect(row).toEqual({ takenAt: '2026-11-01' });
  });
  it('is not what was answered at another occasion', () => {
    expect(knownBaseline.rowIds(answered('2026-11-01', { occasion: 'MIDPOINT' }))).toEqual([]);
  });
  it('tells nothing of what was answered', () => {
    expect(Object.keys(knownBaseline.blank)).toEqual(['takenAt']);
  });
});
