// Participants choose among the coaches whom they are shown, and coaches accept, all at once.
import { type Talk, together } from './talk.ts';

interface Shown {
  readonly engagements: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  readonly myCoachProposals: {
    readonly edges: readonly {
      readonly node: { readonly coaches: readonly (Reasons & { coachId: string; score: number })[] };
    }[];
  };
}
type Reasons = Readonly<
  Record<
    'languages' | 'timeZone' | 'specialities' | 'credential' | 'capacity',
    { readonly points: number; readonly shared?: readonly string[] }
  >
>;
const query = `{ engagements(as: CLIENT, first: 1) { edges { node { id } } }
  myCoachProposals(first: 1) { edges { node { coaches { coachId score
    languages { points shared } timeZone { points } specialities { points } credential { points } capacity { points } } } } } }`;

export interface Choice {
  readonly clientId: string;
  readonly engagementId: string;
  readonly coachIds: readonly string[];
}

/** Whom each participant is shown. Throws where a coach is shown without a reason, or with reasons that do not add up. */
export const lookAtShown = async (
  talk: Talk,
  participantIds: readonly string[],
  atOnce: number,
): Promise<Choice[]> => {
  const choices: Choice[] = [];
  await together(participantIds, atOnce, async (clientId) => {
    const { engagements, myCoachProposals } = await talk.asked<Shown>('CLIENT', query, {}, clientId);
    const coaches = myCoachProposals.edges[0]?.node.coaches ?? [];
    for (const { score, coachId, languages, timeZone, specialities, credential, capacity } of coaches) {
      const reasons = [languages, timeZone, specialities, credential, capacity];
      const sum = reasons.reduce((all, { points }) => all + points, 0);
      if (sum !== score || (languages.shared ?? []).length === 0)
        throw new Error(`${coachId} is shown without a reason.`);
    }
    const engagementId = engagements.edges[0]?.node.id;
    if (engagementId === undefined) throw new Error('Somebody has no engagement.');
    choices.push({ clientId, engagementId, coachIds: coaches.map(({ coachId }) => coachId) });
  });
  return choices;
};

export interface Chosen {
  readonly confirmed: number;
  /** Answers that a coach has no place. */
  readonly refused: number;
  /** Participants for whom none of those shown had a place. */
  readonly without: number;
}

/** Each asks one after the other of those shown until one accepts; all participants at once. */
export const chooseAll = async (talk: Talk, choices: readonly Choice[], atOnce: number): Promise<Chosen> => {
  const chosen = { confirmed: 0, refused: 0, without: 0 };
  const accepted = async ({ clientId, engagementId }: Choice, coachId: string): Promise<boolean> => {
    const code =
      (await talk.tries('CLIENT', 'proposeCoach', { engagementId, coachId }, clientId)) ??
      (await talk.tries('COACH', 'acceptMatch', { engagementId }, coachId));
    if (code === undefined) return true;
    if (code === 'CONFLICT') return accepted({ clientId, engagementId, coachIds: [] }, coachId);
    if (code !== 'COACH_FULL') throw new Error(`A coach could not be chosen: ${code}`);
    chosen.refused++;
    return false;
  };
  await together(choices, atOnce, async (choice) => {
    for (const coachId of choice.coachIds)
      if (await accepted(choice, coachId)) {
        chosen.confirmed++;
        return;
      }
    chosen.without++;
  });
  return chosen;
};
