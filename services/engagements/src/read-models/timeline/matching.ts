import { type Lines } from './lines.ts';

/** How client and coach come together. Who was asked and declined is for the client: the coach who comes after does not hear of it. */
export const matchingLines: Lines = {
  CoachProposed: { audience: 'CLIENT', thing: 'coachId' },
  MatchDeclined: { audience: 'CLIENT', thing: 'coachId' },
};
