import { Injectable } from '@nestjs/common';
import { batched, ReadModels, type RequestContext } from '@securebase/service-kit';
import { withPart } from '../read-models/engagement-person-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';

/** The most engagements of one person that are looked through. */
const most = 1_000;

/** Who may know whom: people see those with whom they have an engagement; administrators see the directory. */
@Injectable()
export class Acquaintance {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  administers({ roles }: RequestContext): boolean {
    return roles.includes('ADMIN') || roles.includes('PROGRAM_MANAGER');
  }

  /** Whether the caller may see that this is a party of one of their engagements, and its name. */
  async knows(context: RequestContext, personId: string): Promise<boolean> {
    if (this.administers(context) || personId === context.actorId) return true;
    const known = await batched(context, 'acquaintances', context.actorId, async () => {
      // A proposal that nobody has taken up yet makes nobody known: a coach could name anybody in one.
      const rows = (await this.engagementsOf(context)).filter(({ status }) => status !== 'PROPOSED');
      const people = new Set(
        rows.flatMap(({ clientId, coachIds, sponsorId }) => [clientId, ...coachIds, sponsorId]),
      );
      return new Map([[context.actorId, people]]);
    });
    return known?.has(personId) === true;
  }

  /** The engagements to which the caller is a party. */
  async engagementsOf({ tenantId, actorId }: RequestContext): Promise<EngagementView[]> {
    const rows = await this.#models.of(EngagementView).find(tenantId, { id: withPart(actorId) }, most);
    return rows.filter(({ clientId, coachIds, sponsorId }) =>
      [clientId, sponsorId, ...coachIds].includes(actorId),
    );
  }

  /** Whether the caller may see an engagement: its parties and members, and those who run programs. */
  sees({ actorId, roles }: RequestContext, row: EngagementView): boolean {
    if (roles.includes('PROGRAM_MANAGER')) return true;
    const { clientId, coachIds, sponsorId, memberIds } = row;
    return [clientId, sponsorId, ...coachIds, ...memberIds].includes(actorId);
  }

  /** Whether the caller takes part in its sessions: client, coach and members. */
  attends({ actorId }: RequestContext, { clientId, coachIds, memberIds }: EngagementView): boolean {
    return [clientId, ...coachIds, ...memberIds].includes(actorId);
  }
}
