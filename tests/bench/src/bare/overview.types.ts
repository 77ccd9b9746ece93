import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class Person {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType()
export class Administration {
  @Field(() => ID) id!: string;
  @Field(() => String) occasion!: string;
  @Field(() => String) status!: string;
}

@ObjectType()
export class AdministrationEdge {
  @Field(() => Administration) node!: Administration;
}

@ObjectType()
export class AdministrationConnection {
  @Field(() => [AdministrationEdge]) edges!: AdministrationEdge[];
}

@ObjectType()
export class SystemMap {
  @Field(() => ID) id!: string;
  @Field(() => String) kind!: string;
  @Field(() => String) name!: string;
}

@ObjectType()
export class Engagement {
  @Field(() => ID) id!: string;
  @Field(() => String) kind!: string;
  @Field(() => String) status!: string;
  clientId!: string;
}

@ObjectType()
export class EngagementEdge {
  @Field(() => Engagement) node!: Engagement;
}

@ObjectType()
export class EngagementConnection {
  @Field(() => [EngagementEdge]) edges!: EngagementEdge[];
}
