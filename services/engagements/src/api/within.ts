import { ArgsType, Field, ID } from '@nestjs/graphql';
import { PageArgs } from '@securebase/service-kit';
import { IsOptional } from 'class-validator';

/** A list over all programs, one of them, or one of its cohorts. */
@ArgsType()
export class WithinArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this program.' })
  @IsOptional()
  programId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Only those of this cohort; its program need not be named beside it, and is not looked at.',
  })
  @IsOptional()
  cohortId?: string | null;
}

/** Each list has an index for each of the three; a cohort has one program. */
export const within = ({ programId, cohortId }: WithinArgs): { cohortId?: string; programId?: string } => {
  if (cohortId != null) return { cohortId };
  return programId != null ? { programId } : {};
};
