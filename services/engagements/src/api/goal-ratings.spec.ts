import { describe, expect, it } from '@jest/globals';
import { type SharedItem } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { goalView, type RatingItem } from '../read-models/goal-view.ts';
import { ratingsFor } from './goal-ratings.ts';

const [client, coach, sponsor, member] = ['client', 'coach', 'sponsor', 'member'] as const;
const rating = (id: string, raterId: string): RatingItem => ({
  id,
  raterId,
  party: 'CLIENT',
  occasion: 'BASELINE',
  level: seal(client, 0),
  ratedAt: '2026-11-23T09:00:00.000Z',
  corrects: null,
  isCorrected: false,
});
const ratings = [rating('own', client), rating('asked', sponsor)];
const read = (reader: string, ...shared: SharedItem[]) => {
  const inForce = {
    terms: { shares: shared.map((item) => ({ item, with: ['SPONSOR'] as const })), lineManagerIds: [] },
  };
  const people = { clientId: client, coachIds: [coach], memberIds: [member], sponsorId: sponsor, inForce };
  const row = { ...goalView.blank, engagementId: 'engagement', authorId: client, aboutId: client };
  const goal = { ...row, id: 'goal', tenantId: 'tenant', ratings, people, readerIds: [] };
  return ratingsFor(reader, goal).map(({ id }) => id);
};

describe('The ratings of a goal', () => {
  it.each([client, coach])('are all read by the %s', (reader) => {
    expect(read(reader)).toEqual(['own', 'asked']);
  });
  it('are read by the sponsor where the agreement shares them; who is only asked reads their own', () => {
    expect(read(sponsor, 'GOALS', 'GOAL_RATINGS')).toEqual(['own', 'asked']);
    expect(read(sponsor, 'GOALS')).toEqual(['asked']);
  });
  it('are not read by a colleague', () => {
    expect(read(member, 'GOALS', 'GOAL_RATINGS')).toEqual([]);
  });
});
