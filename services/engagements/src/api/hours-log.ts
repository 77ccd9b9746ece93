import { Injectable, type Type } from '@nestjs/common';
import { largestPage, type Page, ReadModels, type RequestContext, type Where } from '@securebase/service-kit';
import {
  type HoursGoal,
  hoursRequired,
  type HoursRequired,
  progressTo,
  totalsOf,
} from '../domain/coaching-hours.ts';
import { LoggedClientView } from '../read-models/logged-client-view.ts';
import { SupervisionView } from '../read-models/supervision-views.ts';
import { type CoachHours, type HoursMeasure } from './coaches.types.ts';
import { hoursCsv } from './hours-csv.ts';
import { readBy } from './own-practice.ts';
import { Words } from './words.ts';

const measure = ({ minutes, paidMinutes, clients, recentMinutes }: HoursRequired): HoursMeasure => ({
  hours: minutes / 60,
  paidHours: paidMinutes / 60,
  clients,
  recentHours: recentMinutes / 60,
});
const goals = Object.keys(hoursRequired) as HoursGoal[];

/** The hours of the coach of a practice. */
@Injectable()
export class HoursLog {
  readonly #models: ReadModels;
  readonly #words: Words;
  constructor(models: ReadModels, words: Words) {
    this.#models = models;
    this.#words = words;
  }

  /** What the log comes to today, for the caller to read: nobody is named in it. */
  async of(context: RequestContext, coachId: string): Promise<CoachHours> {
    const [clients, supervision] = await Promise.all([
      this.#all(context, LoggedClientView, coachId),
      this.#all(context, SupervisionView, coachId),
    ]);
    const totals = totalsOf(clients, context.at.toISOString().slice(0, 10));
    const had = (kind: SupervisionView['kind']) =>
      supervision.filter((each) => each.kind === kind).reduce((total, { minutes }) => total + minutes, 0) /
      60;
    return {
      readerIds: [context.actorId],
      total: measure({ ...totals, minutes: totals.paidMinutes + totals.proBonoMinutes }),
      proBonoHours: totals.proBonoMinutes / 60,
      progress: goals.map((each) => {
        const { goal, required, missing, isReached } = progressTo(each, totals);
        return { goal, required: measure(required), missing: measure(missing), isReached };
      }),
      supervisionHours: had('SUPERVISION'),
      mentorCoachingHours: had('MENTOR_COACHING'),
    };
  }

  /** The log with its names, for the coach alone. */
  async csv(context: RequestContext): Promise<string> {
    const clients = await this.#all(context, LoggedClientView, context.actorId);
    const lines = clients.map(async (client) => {
      const told = this.withWords(context, client);
      // They open when they are asked for.
      const words = [told.name, told.email, told.organization, told.letter] as unknown[] as Promise<
        string | null
      >[];
      const [name = null, email = null, organization = null, letter = null] = await Promise.all(words);
      const { form, basis, people, entries } = client;
      return { form, basis, people, entries, name, email, organization, letter };
    });
    return hoursCsv(await Promise.all(lines));
  }

  /** A client of the caller's own log, with the words that belong there. */
  withWords(context: RequestContext, client: LoggedClientView) {
    const own = readBy(context, client);
    return this.#words.of(context, 'LoggedClient', own, 'name', 'email', 'organization', 'letter');
  }

  #all<Row extends LoggedClientView | SupervisionView>(
    context: RequestContext,
    entity: Type<Row>,
    coachId: string,
  ): Promise<Row[]> {
    const rows = this.#models.of(entity);
    const where = { coachId } as unknown as Where<Row>;
    return allPages((after) => rows.page(context, { first: largestPage, after }, { where }));
  }
}

/** Everything of a list, page by page. */
const allPages = async <Row>(pageAfter: (after: string | null) => Promise<Page<Row>>): Promise<Row[]> => {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo }: Page<Row> = await pageAfter(after);
    rows.push(...edges.map(({ node }) => node));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return rows;
};
