import type { RateAlliance, ShareAlliance } from '../../src/domain/alliance.ts';
import type { NameGuardedAspect, NoteEnergy, RedirectEnergy, ShareEnergy } from '../../src/domain/energy.ts';
import type { NameLimitOfConfidentiality, NoteSideEffect } from '../../src/domain/entry-commands.ts';
import type { NoteRupture, RepairRupture } from '../../src/domain/rupture.ts';
import { type Tale } from './telling.ts';
import { sentence } from './words.ts';

const howMuch = ['ALMOST_NONE', 'A_LITTLE', 'SOME', 'MUCH', 'ALMOST_ALL'] as const;

/** Energy after a session; it is the client's own, and some of it is shared. */
export const energy = ({ teller, engagementId, clientId, oneOf, whole }: Tale, session: number): void => {
  if (!whole && session > 0) return;
  const energyId = teller.id('energy');
  const entryId = teller.id(`energy ${session}`);
  const of = { engagementId, energyId };
  const noted = { ...of, entryId, guarding: oneOf(howMuch, session + 3), free: oneOf(howMuch, session) };
  teller.wish<NoteEnergy>(clientId, 'NoteEnergy', noted);
  if (session % 3 === 0) teller.wish<ShareEnergy>(clientId, 'ShareEnergy', { ...of, entryId });
  const aspectId = teller.id('aspect 1');
  if (session === 1 || session === 7) {
    const aspect = { ...of, entryId: session === 1 ? aspectId : teller.id('aspect 7') };
    teller.wish<NameGuardedAspect>(clientId, 'NameGuardedAspect', { ...aspect, words: sentence('a guard') });
  }
  if (session % 4 !== 2) return;
  const to = oneOf(['GOAL', 'EXPERIMENT', 'RELATIONSHIP'] as const, session);
  const freed = {
    ...of,
    entryId: teller.id(`redirected ${session}`),
    aspectId,
    to,
    words: sentence('energy'),
  };
  teller.wish<RedirectEnergy>(clientId, 'RedirectEnergy', freed);
};

/** Safe haven: the alliance, a rupture that is mended, and what concerns safety. */
export const haven = (of: Tale, session: number): void => {
  const { teller, engagementId, clientId, coachId, whole, n } = of;
  if (!whole) return;
  const sessionId = of.sessionId(session);
  if (session === 0) {
    const named = { engagementId, entryId: teller.id('limit'), aboutId: clientId, limit: 'DANGER' } as const;
    teller.wish<NameLimitOfConfidentiality>(coachId, 'NameLimitOfConfidentiality', named);
  }
  if (session % 3 === 1) {
    const rating = {
      engagementId,
      allianceId: teller.id('alliance'),
      entryId: teller.id(`alliance ${session}`),
    };
    const rated = { ...rating, sessionId, bond: 3 + (n % 3), task: 2 + (n % 4), goal: 1 + (n % 5) };
    teller.wish<RateAlliance>(clientId, 'RateAlliance', rated);
    if (session > 5) teller.wish<ShareAlliance>(clientId, 'ShareAlliance', rating);
  }
  const ruptureId = teller.id('rupture');
  const torn = { engagementId, ruptureId };
  if (session === 5)
    teller.wish<NoteRupture>(clientId, 'NoteRupture', {
      ...torn,
      aboutId: clientId,
      words: sentence('a tear'),
    });
  if (session === 6)
    teller.wish<RepairRupture>(coachId, 'RepairRupture', {
      ...torn,
      asCoach: true,
      helped: sentence('repair'),
    });
  if (session === 7 && n % 2 === 0) {
    const noted = { engagementId, entryId: teller.id('side effect'), aboutId: clientId };
    teller.wish<NoteSideEffect>(clientId, 'NoteSideEffect', { ...noted, words: sentence('an effect') });
  }
};
