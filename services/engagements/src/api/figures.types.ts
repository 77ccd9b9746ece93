import { ArgsType, Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { FiguresOf, type FiguresView } from '../read-models/figures-view.ts';
import { WithinArgs } from './within.ts';

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
  @Field(() => Float, {
    description:
      'How much more there is of it than there may be: of a program, reserved or used beyond the budget, approved or not; of a cohort or an engagement, used beyond what is agreed on. Else 0.',
  })
  excess!: number;
}

@ObjectType({ description: 'What became of sessions, as counts. Why and by whom is not told.' })
export class Attendance {
  @Field(() => Int, { description: 'Sessions that were held.' }) held!: number;
  @Field(() => Int, { description: 'Sessions that were cancelled, in time or late.' }) cancelled!: number;
  @Field(() => Int, { description: 'Of these, cancelled later than the agreement asks.' })
  cancelledLate!: number;
  @Field(() => Int, { description: 'Sessions to which somebody did not come.' }) missed!: number;
  @Field(() => Int, { description: 'How often sessions were moved to another time.' }) rescheduled!: number;
}

const hours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;

/** What is known of a thing without a row: nothing has happened yet. */
export type Sums = Omit<FiguresView, 'tenantId' | 'id'>;

export const hoursOf = ({ of, budget, overrun, reserved, agreed, used, excess }: Sums): Hours => {
  const left = budget === null ? null : budget + overrun - reserved;
  const leftOf = of === 'PROGRAM' ? left : agreed - used;
  return {
    budgeted: budget === null ? null : hours(budget),
    reserved: hours(reserved),
    agreed: hours(agreed),
    used: hours(used),
    left: leftOf === null ? null : hours(leftOf),
    excess: hours(excess),
  };
};

@ObjectType({ description: 'Hours and attendance of a program, a cohort or an engagement.' })
export class Figures {
  @Field(() => FiguresOf, { description: 'Of what.' }) of!: keyof typeof FiguresOf;
  @Field(() => ProgramView, { nullable: true, description: 'The program, or the one that it is part of.' })
  program!: ProgramView | null;
  @Field(() => CohortView, { nullable: true, description: 'The cohort, or the one that it is part of.' })
  cohort!: CohortView | null;
  @Field(() => EngagementView, { nullable: true, description: 'The engagement, where it is one.' })
  engagement!: EngagementView | null;
  @Field(() => Hours, { description: 'Its hours.' }) hours!: Hours;
  @Field(() => Attendance, { description: 'What became of its sessions.' }) attendance!: Attendance;
}
export const FiguresConnection = Connection('Figures', () => Figures);

@ArgsType()
export class FiguresArgs extends WithinArgs {
  @Field(() => FiguresOf, { description: 'Of what.' }) of!: keyof typeof FiguresOf;
}
