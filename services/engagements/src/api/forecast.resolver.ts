import { Args, ArgsType, Field, Float, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { smallestGroup } from '@securebase/contracts';
import { ensure } from '@securebase/domain-kit';
import {
  CurrentContext,
  ReadModels,
  type RequestContext,
  TenantData,
  TenantDirectory,
} from '@securebase/service-kit';
import { ArrayMaxSize, IsOptional, Max, Min } from 'class-validator';
import { forecastOf, mostGroups, mostPeople } from '../forecast/forecast.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { Perspective } from './program.enums.ts';

@ArgsType()
export class ForecastArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'A program: what is not given is taken from those who are enrolled and from its plan.',
  })
  @IsOptional()
  programId?: string | null;
  @Field(() => [Int], {
    nullable: true,
    description: `How many people each cohort has; at most ${mostGroups} cohorts and ${mostPeople} people.`,
  })
  @IsOptional()
  @ArrayMaxSize(mostGroups)
  @Min(0, { each: true })
  @Max(mostPeople, { each: true })
  people?: number[] | null;
  @Field(() => Int, { nullable: true, description: 'How many coaches there are.' })
  @IsOptional()
  @Min(0)
  @Max(10_000)
  coaches?: number | null;
  @Field(() => Int, { nullable: true, description: 'How many teams the people come from.' })
  @IsOptional()
  @Min(0)
  @Max(mostPeople)
  teams?: number | null;
  @Field(() => [Int], {
    nullable: true,
    description: 'How many people rate the environment of one client, in the cases to compare; at most ten.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  @Min(0, { each: true })
  @Max(1000, { each: true })
  raters?: number[] | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Below this a change does not matter, in standard deviations of the baseline; else 0.5.',
  })
  @IsOptional()
  @Min(0.1)
  @Max(2)
  margin?: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'How far two ratings of a rater go together when nothing has changed; else 0.7.',
  })
  @IsOptional()
  @Min(0)
  @Max(0.99)
  retest?: number | null;
}

@ObjectType({ description: 'Which figures about a group can be released, if its people stay.' })
export class GroupForecast {
  @Field(() => CohortView, {
    nullable: true,
    description: 'The cohort; null for everybody, and for one that is not there yet.',
  })
  cohort!: CohortView | null;
  @Field(() => Int, { description: 'How many people.' }) people!: number;
  @Field(() => Boolean, { description: 'Figures of use, such as sessions held.' }) operational!: boolean;
  @Field(() => Boolean, { description: 'Figures from answers to questionnaires.' }) psychometric!: boolean;
  @Field(() => Boolean, { description: 'What was written, as themes.' }) freeText!: boolean;
}
@ObjectType({ description: 'What so many raters of one client’s environment will be able to show.' })
export class RatersForecast {
  @Field(() => Perspective, { nullable: true, description: 'As whom they rate, where a plan says so.' })
  perspective!: keyof typeof Perspective | null;
  @Field(() => Int, { description: 'How many.' }) raters!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'How often an environment that truly does not change will be shown not to change, 0 to 1, simulated; null with fewer than two.',
  })
  odds!: number | null;
  @Field(() => Boolean, { description: 'Whether they are enough for a figure of use.' })
  operational!: boolean;
  @Field(() => Boolean, { description: 'Whether they are enough for a figure from answers.' })
  psychometric!: boolean;
}
@ObjectType({ description: 'What a program of this size will be able to say.' })
export class ProgramForecast {
  @Field(() => Int, {
    description: 'How many coaches were reckoned with; fewer than two, and nothing can be released.',
  })
  coaches!: number;
  @Field(() => Int, {
    description: 'How many teams were reckoned with; fewer than two, and nothing can be released.',
  })
  teams!: number;
  @Field(() => [GroupForecast], { description: 'Everybody, then each cohort.' }) groups!: GroupForecast[];
  @Field(() => [RatersForecast], { description: 'For each case of raters.' }) raters!: RatersForecast[];
  @Field(() => Float, { description: 'The margin reckoned with.' }) margin!: number;
  @Field(() => Float, { description: 'The retest reckoned with.' }) retest!: number;
}

/** What is usual to compare where nobody has planned raters. */
const usualRaters = [5, 10, 20];
const anyRater = (planned: number) => ({ perspective: null, planned });

/** The cases to simulate: as asked for, else as planned, else as usual. */
const casesOf = ({ margin, retest, raters }: ForecastArgs, plan: ProgramView['plan']) => ({
  margin: margin ?? plan?.margin ?? 0.5,
  retest: retest ?? plan?.retest ?? 0.7,
  raters: raters?.map(anyRater) ?? plan?.raters ?? usualRaters.map(anyRater),
});

/** Before a program is launched: what it will be able to say. */
@Resolver()
export class ForecastResolver {
  readonly #models: ReadModels;
  readonly #data: TenantData;
  readonly #directory: TenantDirectory;
  constructor(models: ReadModels, data: TenantData, directory: TenantDirectory) {
    this.#models = models;
    this.#data = data;
    this.#directory = directory;
  }

  @Query(() => ProgramForecast, {
    description:
      'Which figures a program of this size can release at the tenant’s group sizes, and the odds that an unchanged environment can be shown with the planned raters.',
  })
  async programForecast(
    @Args() args: ForecastArgs,
    @CurrentContext() context: RequestContext,
  ): Promise<ProgramForecast> {
    const { programId, people } = args;
    const program = programId == null ? null : await this.#models.of(ProgramView).byId(context, programId);
    ensure(programId == null || program, 'PROGRAM_NOT_FOUND', ['programId']);
    const cohorts = program ? await this.#models.of(CohortView).allBy(context, 'programId', program.id) : [];
    const sizes = people ?? cohorts.map(({ participants }) => participants);
    ensure(
      sizes.length <= mostGroups && sizes.reduce((sum, size) => sum + size, 0) <= mostPeople,
      'FORECAST_TOO_LARGE',
      ['people'],
    );
    const known = program ? await this.#contributors(context, program.id) : { coaches: 0, teams: 0 };
    const coaches = args.coaches ?? known.coaches;
    const teams = args.teams ?? known.teams;
    const { margin, retest, raters } = casesOf(args, program?.plan ?? null);
    const own = await this.#directory.smallestGroupFor({ ...context, personId: context.actorId });
    const forecast = forecastOf({
      groups: sizes.map((size, index) => ({ id: people ? undefined : cohorts[index]?.id, people: size })),
      coaches,
      teams,
      raters: raters.map(({ perspective, planned }) => ({ perspective, raters: planned })),
      margin,
      retest,
      smallestGroup: Math.max(smallestGroup, own),
    });
    const groups = forecast.groups.map(({ id, ...group }) => ({
      ...group,
      cohort: cohorts.find((cohort) => cohort.id === id) ?? null,
    }));
    return { coaches, teams, groups, raters: [...forecast.raters], margin, retest };
  }

  /** Coaches of the program’s engagements; teams as the people whom its participants report to. */
  async #contributors({ tenantId }: RequestContext, programId: string) {
    const [row] = await this.#data.as(tenantId, (manager) =>
      manager.query<{ coaches: number; teams: number }[]>(
        `select
          (select count(distinct coach_id)::int from engagement_view where tenant_id = $1 and program_id = $2::uuid) as coaches,
          (select count(distinct f.line_manager_id)::int from enrolment_view p
             join participant_view f on f.tenant_id = p.tenant_id and f.id = p.person_id
             where p.tenant_id = $1 and p.program_id = $2::text) as teams`,
        [tenantId, programId],
      ),
    );
    return row ?? { coaches: 0, teams: 0 };
  }
}
