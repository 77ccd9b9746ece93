import { Injectable } from '@nestjs/common';
import { Field, Float, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  batched,
  CurrentContext,
  ReadModels,
  type RequestContext,
  TenantData,
} from '@securebase/service-kit';
import { EngagementView } from '../read-models/engagement-view.ts';
import { BudgetView, EngagementHoursView } from '../read-models/hours-view.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';

@ObjectType({ description: 'Hours of coaching: how many there are, and what has become of them.' })
export class Hours {
  @Field(() => Float, {
    nullable: true,
    description: 'What there is to give; null where nobody has said, and for what has no budget of its own.',
  })
  budgeted!: number | null;
  @Field(() => Float, {
    description:
      'What is reserved by agreements that somebody has signed; of an engagement that ended early, what it has used.',
  })
  reserved!: number;
  @Field(() => Float, { description: 'Of that, what every party has signed for.' }) agreed!: number;
  @Field(() => Float, {
    description: 'What sessions that were held have used; chemistry sessions use nothing.',
  })
  used!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'What is left: of a budget, with an approved overrun, what is not reserved; of a cohort or an engagement, what is agreed on and not used.',
  })
  left!: number | null;
}

interface Sums {
  readonly reserved: number;
  readonly agreed: number;
  readonly used: number;
}
const nothing: Sums = { reserved: 0, agreed: 0, used: 0 };
const hours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;
const inHours = ({ reserved, agreed, used }: Sums) => ({
  reserved: hours(reserved),
  agreed: hours(agreed),
  used: hours(used),
});

/** Sums over the engagements of programs or cohorts; several of one request are added up together. */
@Injectable()
export class HourSums {
  readonly #data: TenantData;
  constructor(data: TenantData) {
    this.#data = data;
  }

  async of(context: RequestContext, column: 'program_id' | 'cohort_id', key: string): Promise<Sums> {
    const load = async (keys: readonly string[]) => {
      const rows = await this.#data.as(context.tenantId, (manager) =>
        manager.query<(Sums & { key: string })[]>(
          `select ${column} as key, sum(reserved_minutes)::int as reserved, sum(agreed_minutes)::int as agreed,
             sum(used_minutes)::int as used
           from engagement_hours_view where tenant_id = $1 and ${column} = any ($2) group by 1`,
          [context.tenantId, keys],
        ),
      );
      return new Map(rows.map((row) => [row.key, row]));
    };
    return (await batched(context, `hours ${column}`, key, load)) ?? nothing;
  }
}

@Resolver(() => ProgramView)
export class ProgramHoursResolver {
  readonly #sums: HourSums;
  readonly #models: ReadModels;
  constructor(sums: HourSums, models: ReadModels) {
    this.#sums = sums;
    this.#models = models;
  }

  @ResolveField(() => Hours, { description: 'Its hours; for those who run programs.' })
  async hours(@Parent() { id }: ProgramView, @CurrentContext() context: RequestContext): Promise<Hours> {
    const [sums, budget] = await Promise.all([
      this.#sums.of(context, 'program_id', id),
      this.#models.of(BudgetView).byId(context, id),
    ]);
    const minutes = budget?.minutes ?? null;
    return {
      budgeted: minutes === null ? null : hours(minutes),
      ...inHours(sums),
      left: minutes === null ? null : hours(minutes + (budget?.overrun ?? 0) - sums.reserved),
    };
  }
}

@Resolver(() => CohortView)
export class CohortHoursResolver {
  readonly #sums: HourSums;
  constructor(sums: HourSums) {
    this.#sums = sums;
  }

  @ResolveField(() => Hours, { description: 'The hours of its engagements; for those who run programs.' })
  async hours(@Parent() { id }: CohortView, @CurrentContext() context: RequestContext): Promise<Hours> {
    const sums = await this.#sums.of(context, 'cohort_id', id);
    return { budgeted: null, ...inHours(sums), left: hours(sums.agreed - sums.used) };
  }
}

@Resolver(() => EngagementView)
export class EngagementHoursResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => Hours, { description: 'Its hours.' })
  async hours(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext): Promise<Hours> {
    const row = await this.#models.of(EngagementHoursView).byId(context, id);
    const { reservedMinutes: reserved = 0, agreedMinutes: agreed = 0, usedMinutes: used = 0 } = row ?? {};
    const sums = { reserved, agreed, used };
    return { budgeted: null, ...inHours(sums), left: hours(sums.agreed - sums.used) };
  }
}

export const HoursResolvers = [ProgramHoursResolver, CohortHoursResolver, EngagementHoursResolver];
