import { Injectable } from '@nestjs/common';
import { type RequestContext } from '@securebase/service-kit';
import { Facts } from '../facts/facts.ts';
import { type AdministrationView } from '../read-models/administration-view.ts';

/** Who may see what of an administration. Running a program shows no one's; neither does administering a tenant. */
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

  /** What was answered: nobody but the one who did. */
  readsAnswers({ actorId }: RequestContext, { respondentId }: AdministrationView): boolean {
    return actorId === respondentId;
  }

  /**
   * What came of it: the one who answered about themselves. Who rates somebody else sees no result; and a coach needs the
   * client's consent, which nothing records yet.
   */
  readsScores({ actorId }: RequestContext, { respondentId, perspective }: AdministrationView): boolean {
    return actorId === respondentId && perspective === 'SELF';
  }
}
