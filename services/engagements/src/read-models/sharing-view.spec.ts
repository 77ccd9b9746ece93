import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowsOf, seal } from '@securebase/domain-kit';
import { defaultTerms } from '../domain/agreement-terms.ts';
import {
  amal,
  contracted,
  drafted,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  sponsored,
} from '../domain/story.ts';
import { engagementView } from './engagement-view.ts';

const terms = {
  ...defaultTerms,
  lineManagerIds: [jonas],
  shares: [
    { item: 'GOALS', with: ['SPONSOR'] },
    { item: 'ATTENDANCE', with: ['SPONSOR', 'LINE_MANAGER'] },
  ],
} as const;
const draft: EngagementsEvent = { ...drafted(), data: { ...drafted().data, terms } };
const amended = (given: object): EngagementsEvent[] => [
  {
    type: 'AgreementAmended',
    data: {
      engagementId,
      agreementVersion: 2,
      sessions: 8,
      objectives: seal(amal, 'sleep'),
      terms: { ...terms, ...given },
    },
  },
  { type: 'AmendmentAgreed', data: { engagementId, agreementVersion: 2 } },
];
const at = (index: number) => `2026-11-23T09:00:${String(index).padStart(2, '0')}.000Z`;
const shared = (...events: EngagementsEvent[]) => {
  const history: Recorded<EngagementsEvent>[] = events.map((event, index) => ({
    ...event,
    tenantId: 't',
    stream: `engagement-${engagementId}`,
    version: index + 1,
    id: `event ${index}`,
    at: at(index),
    actorId: noor,
  }));
  return Object.fromEntries(rowsOf(engagementView, history)['sharing_view'] ?? []);
};
const [ofSponsor, ofManager] = [`${engagementId}/${ilse}`, `${engagementId}/${jonas}`];
const signedByAll = [sponsored, matched, draft, contracted];

describe('Whom an engagement is shared with', () => {
  it('is nobody before everybody has signed', () => {
    expect(shared(sponsored, matched, draft)).toEqual({});
  });
  it('is the sponsor and the managers whom the agreement names', () => {
    const row = { engagementId, programId: null, since: at(3) };
    expect(shared(...signedByAll)).toEqual({
      [ofSponsor]: { ...row, personId: ilse, asSponsor: true, asLineManager: false },
      [ofManager]: { ...row, personId: jonas, asSponsor: false, asLineManager: true },
    });
  });
  it('may be one person as both', () => {
    expect(shared(...signedByAll, ...amended({ lineManagerIds: [ilse] }))).toEqual({
      [ofSponsor]: {
        ...{ engagementId, programId: null, since: at(5), personId: ilse },
        ...{ asSponsor: true, asLineManager: true },
      },
    });
  });
  it('is nobody with whom the new agreement shares nothing', () => {
    expect(shared(...signedByAll, ...amended({ shares: [] }))).toEqual({});
    const onlySponsor = [{ item: 'GOALS', with: ['SPONSOR'] }];
    expect(Object.keys(shared(...signedByAll, ...amended({ shares: onlySponsor })))).toEqual([ofSponsor]);
  });
});
