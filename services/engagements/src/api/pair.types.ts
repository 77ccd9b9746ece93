import { Field, ID, InputType } from '@nestjs/graphql';
import { type PairOrTeam } from '@securebase/contracts';
import { type RequestContext } from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import { type OfPair } from '../domain/pair-work.ts';
import { EngagementInput } from './engagement.types.ts';
import { type Standing } from './standing.ts';

@InputType({ description: 'In which engagement, about whom, and for whom.' })
export class PairInput extends EngagementInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Whom it is about: the client or a member. When it is not given: the caller, or, where a coach says it, the client.',
  })
  @IsOptional()
  aboutId?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether everybody who takes part reads it; else whom it is about, and the coaches. A member shares only what is their own.',
  })
  withTeam!: boolean;
}

/** Of which engagement something new is, about whom and for whom. */
export const pairOf = async (
  standing: Standing,
  input: PairInput,
  context: RequestContext,
): Promise<OfPair> => ({
  engagementId: input.engagementId,
  aboutId: await standing.aboutWhom(context, input),
  audience: (input.withTeam ? 'TAKES_PART' : 'PAIR') satisfies PairOrTeam,
});
