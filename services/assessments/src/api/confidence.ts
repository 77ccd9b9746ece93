import { Injectable } from '@nestjs/common';
import { type RequestContext } from '@securebase/service-kit';
import { Facts } from '../facts/facts.ts';
import { type AdministrationView } from '../read-models/administration-view.ts';

/** Who may find an administration; what of it they may see is the role matrix's. Running a program shows no one's; neither does administering a tenant. */
@Injectable()
export class Confidence {
  readonly #facts: Facts;
  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** That it exists, and whether it is answered: its respondent, and the coach of its engagement. */
  async sees(context: RequestContext, row: AdministrationView): Promise<boolean> {
    if (row.respondentId === context.actorId) return true;
    return row.engagementId !== null && (await this.coaches(context, row.engagementId));
  }

  coaches(context: RequestContext, engagementId: string): Promise<boolean> {
    return this.#facts.coaches(engagementId, context);
  }
}
