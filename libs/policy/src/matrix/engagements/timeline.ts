import { type Grants, type Matrix, may } from '../../define.ts';

const readers: Grants = { CLIENT: 'READER', COACH: 'READER', SPONSOR: 'READER', LINE_MANAGER: 'READER' };

/** What happened in an engagement, line by line; a manager reads a line as the owner of a condition. */
export const timelineMatrix: Matrix = {
  'Engagement.timeline': may('CLIENT', 'COACH', 'SPONSOR', 'LINE_MANAGER'),
  'Subscription.timelineGrew': may('CLIENT', 'COACH', 'SPONSOR'),
  'TimelineEntry.*': readers,
  'TimelineDetail.*': 'EVERYBODY',
};
