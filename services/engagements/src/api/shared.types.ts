import { ArgsType, Directive, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type ShareRecipient } from '@securebase/contracts';
import { Connection, DateTime, PageArgs } from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import { EngagementStatus, type EngagementView } from '../read-models/engagement-view.ts';
import { SharedItem } from './agreement.types.ts';

export const SharedAs = {
  SPONSOR: 'SPONSOR',
  LINE_MANAGER: 'LINE_MANAGER',
} as const satisfies Record<ShareRecipient, ShareRecipient>;
registerEnumType(SharedAs, {
  name: 'SharedAs',
  description: 'As what something is shared with somebody.',
  valuesMap: {
    SPONSOR: { description: 'As who pays for the engagement.' },
    LINE_MANAGER: { description: 'As a manager of the client, whom the agreement names.' },
  },
});

@ObjectType({
  description: 'What the agreement in force shares with the caller of an engagement, and no more.',
})
@Directive('@key(fields: "engagementId")')
export class SharedEngagement {
  @Field(() => ID, { description: 'The engagement.' }) engagementId!: string;
  @Field(() => [SharedItem], { description: 'What is shared.' }) items!: readonly (keyof typeof SharedItem)[];
  @Field(() => DateTime, { nullable: true, description: 'Since when that agreement is in force.' })
  since!: Date | string | null;
  @Field(() => Int, { nullable: true, description: 'Sessions held, where attendance is shared.' })
  sessionsHeld!: number | null;
  @Field(() => Int, { nullable: true, description: 'Sessions agreed on, where attendance is shared.' })
  agreedSessions!: number | null;
  @Field(() => EngagementStatus, {
    nullable: true,
    description: 'How far it has come, where progress is shared; a pause is not told.',
  })
  status!: keyof typeof EngagementStatus | null;
  /** For the resolver of what is in words. */
  row!: EngagementView;
}
export const SharedEngagementConnection = Connection('SharedEngagement', () => SharedEngagement);

@ArgsType()
export class SharedArgs extends PageArgs {
  @Field(() => SharedAs, { nullable: true, description: 'Only what is shared with the caller as this.' })
  @IsOptional()
  as?: keyof typeof SharedAs | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Only engagements of this program, of which the caller is the sponsor.',
  })
  @IsOptional()
  programId?: string | null;
}
