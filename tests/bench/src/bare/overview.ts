import { Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';

@ObjectType()
export class OverviewAnswer {
  @Field(() => ID)
  id!: string;
  @Field(() => Int)
  n!: number;
}

@Resolver()
export class OverviewResolver {
  @Query(() => [OverviewAnswer])
  overview(): OverviewAnswer[] {
    return [];
  }
}
