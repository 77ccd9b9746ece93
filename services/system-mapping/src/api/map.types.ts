import { Directive, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { ActorKind, ActorView } from '../read-models/actor-view.ts';
import { MapKind, MapView } from '../read-models/map-view.ts';
import { TieKind, TieView } from '../read-models/tie-view.ts';

@ObjectType('Engagement', { description: 'The coaching of a person, a team or an organization.' })
@Directive('@key(fields: "id")')
export class EngagementStub {
  @Field(() => ID, { description: 'The engagement.' }) id!: string;
}

@ObjectType({ description: 'Figures of a whole map; none of a single actor.' })
export class MapMetricsType {
  @Field(() => Int, { description: 'How many actors.' }) actors!: number;
  @Field(() => Int, { description: 'How many ties.' }) ties!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'Share of the possible ties that are there, m/(n(n−1)), over distinct ordered pairs; null below two actors.',
  })
  density!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Share of the ties that are returned, edgewise, 2M/m; null without ties.',
  })
  reciprocity!: number | null;
}

export const MapConnection = Connection('SystemMap', () => MapView);
export const ActorConnection = Connection('Actor', () => ActorView);
export const TieConnection = Connection('Tie', () => TieView);

@ObjectType({ description: 'A map that was changed.' })
export class SystemMapPayload {
  @Field(() => MapView, { description: 'The map, as changed.' }) systemMap!: MapView;
  @Field(() => [ID], { description: 'The actors, ties or snapshots that the command named, in its order.' })
  ids!: string[];
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

@InputType({ description: 'Which command.' })
class MapCommandInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Makes a retry harmless: the same id is carried out once.',
  })
  @IsOptional()
  commandId?: string | null;
}
@InputType({ description: 'Which map.' })
class MapInput extends MapCommandInput {
  @Field(() => ID, { description: 'The map.' }) mapId!: string;
}

@InputType({ description: 'A new map.' })
export class CreateMapInput extends MapCommandInput {
  @Field(() => MapKind, { description: 'Whose system it shows.' }) kind!: keyof typeof MapKind;
  @Field(() => ID, {
    nullable: true,
    description: 'The engagement that it belongs to; its client owns the map.',
  })
  @IsOptional()
  engagementId?: string | null;
  @Field({ description: 'What it is called. Only the owner and the coach can read it.' })
  @Length(1, 200)
  name!: string;
}
@InputType({ description: 'An actor.' })
export class ActorInput {
  @Field(() => ActorKind, { description: 'What it is.' }) kind!: keyof typeof ActorKind;
  @Field(() => ID, { nullable: true, description: 'The person of the directory, when it is one.' })
  @IsOptional()
  personId?: string | null;
  @Field({ description: 'What the owner calls it. Only the owner and the coach can read it.' })
  @Length(1, 200)
  label!: string;
}
@InputType({ description: 'Who and what is part of the system.' })
export class AddActorsInput extends MapInput {
  @Field(() => [ActorInput], { description: 'The actors, at most a thousand at once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ActorInput)
  actors!: ActorInput[];
}
@InputType({ description: 'What an actor is called now.' })
export class RenameActorInput extends MapInput {
  @Field(() => ID, { description: 'The actor.' }) actorId!: string;
  @Field({ description: 'What it is called from now on.' }) @Length(1, 200) label!: string;
}
@InputType({ description: 'Which actor.' })
export class ActorIdInput extends MapInput {
  @Field(() => ID, { description: 'The actor.' }) actorId!: string;
}
@InputType({ description: 'A tie.' })
export class TieInput {
  @Field(() => ID, { description: 'The actor it goes from.' }) source!: string;
  @Field(() => ID, { description: 'The actor it goes to.' }) target!: string;
  @Field(() => TieKind, { description: 'What the first is to the second.' }) kind!: keyof typeof TieKind;
  @Field(() => Int, { defaultValue: 3, description: 'From 1, weak, to 5, strong.' })
  @Min(1)
  @Max(5)
  strength!: number;
}
@InputType({ description: 'Which ties there are.' })
export class AssertTiesInput extends MapInput {
  @Field(() => [TieInput], { description: 'The ties, at most a thousand at once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => TieInput)
  ties!: TieInput[];
}
@InputType({ description: 'Which tie.' })
export class TieIdInput extends MapInput {
  @Field(() => ID, { description: 'The tie.' }) tieId!: string;
}
@InputType({ description: 'A moment of the map.' })
export class TakeSnapshotInput extends MapInput {
  @Field({ description: 'What the moment is called.' }) @Length(1, 200) label!: string;
}
