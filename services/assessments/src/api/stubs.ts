import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

// Entities of other services, as far as this one speaks of them: the gateway knows the rest.

@ObjectType('Person', { description: 'Someone in the directory of the tenant.' })
@Directive('@key(fields: "id", resolvable: false)')
export class PersonStub {
  @Field(() => ID, { description: 'The person.' }) id!: string;
}

@ObjectType('Engagement', { description: 'Coaching of a person, a team or an organization.' })
@Directive('@key(fields: "id")')
export class EngagementStub {
  @Field(() => ID, { description: 'The engagement.' }) id!: string;
}

@ObjectType('SharedEngagement', {
  description: 'What the agreement in force shares with the caller of an engagement, and no more.',
})
@Directive('@key(fields: "engagementId")')
export class SharedEngagementStub {
  @Field(() => ID, { description: 'The engagement.' }) engagementId!: string;
}

@ObjectType('Cohort', { description: 'People who go through a program together.' })
@Directive('@key(fields: "id")')
export class CohortStub {
  @Field(() => ID, { description: 'The cohort.' }) id!: string;
}
