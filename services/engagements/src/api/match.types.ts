import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Connection, DateTime } from '@securebase/service-kit';
import { MatchView } from '../read-models/match-view.ts';
import { EngagementInput } from './engagement.types.ts';

export const MatchStepKind = { PROPOSED: 'PROPOSED', CONFIRMED: 'CONFIRMED', DECLINED: 'DECLINED' } as const;
registerEnumType(MatchStepKind, {
  name: 'MatchStepKind',
  description: 'What happened on the way to a match.',
  valuesMap: {
    PROPOSED: { description: 'The coach was asked.' },
    CONFIRMED: { description: 'Client and coach have chosen each other.' },
    DECLINED: { description: 'It did not come to a match, or it did not hold.' },
  },
});

@ObjectType({ description: 'A step on the way to a match.' })
export class MatchStep {
  @Field(() => MatchStepKind, { description: 'What happened.' }) step!: keyof typeof MatchStepKind;
  @Field(() => ID, { description: 'The coach.' }) coachId!: string;
  @Field(() => DateTime, { description: 'When.' }) at!: Date;
}
@InputType({ description: 'Which coach is asked.' })
export class ProposeCoachInput extends EngagementInput {
  @Field(() => ID, { description: 'The coach.' }) coachId!: string;
}
@InputType({ description: 'With whom it does not come to a match.' })
export class DeclineMatchInput extends EngagementInput {
  @Field(() => ID, { description: 'The coach: the caller, or, for the client, who was asked or matched.' })
  coachId!: string;
}
@ObjectType({ description: 'A match that was declined.' })
export class DeclinePayload {
  @Field(() => ID, { description: 'The engagement, which is open for another coach.' }) engagementId!: string;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
export const CoachRequestConnection = Connection('CoachRequest', () => MatchView);
