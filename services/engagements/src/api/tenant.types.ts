import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { smallestGroup } from '@securebase/contracts';
import { IsOptional, Length, Max, Min } from 'class-validator';

export const TenantKind = { ENTERPRISE: 'ENTERPRISE', PRACTICE: 'PRACTICE' } as const;
registerEnumType(TenantKind, {
  name: 'TenantKind',
  description: 'Whose a tenant is.',
  valuesMap: {
    ENTERPRISE: { description: 'Of an enterprise that buys coaching.' },
    PRACTICE: { description: 'Of a coach, for their own work.' },
  },
});
export const NotesOfErased = { ERASED: 'ERASED', KEPT_BY_COACH: 'KEPT_BY_COACH' } as const;
registerEnumType(NotesOfErased, {
  name: 'NotesOfErased',
  description: 'What becomes of a coach’s notes about somebody who is erased.',
  valuesMap: {
    ERASED: { description: 'They are erased too.' },
    KEPT_BY_COACH: { description: 'The coach keeps them, without the name.' },
  },
});

@ObjectType({ description: 'What a tenant decides for itself, within what the platform allows.' })
export class TenantSettings {
  @Field(() => Int, { description: 'Below so many people nothing is said of a group.' })
  smallestGroup!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'So many days after people have left they are erased; null: when it is asked for.',
  })
  retentionDays!: number | null;
  @Field(() => NotesOfErased, {
    description: 'What becomes of a coach’s notes about somebody who is erased.',
  })
  notesOfErased!: keyof typeof NotesOfErased;
  @Field(() => String, {
    nullable: true,
    description: 'Who holds the tenant’s key, as agreements say it; null: those who run the platform.',
  })
  keyHolder!: string | null;
}
@ObjectType('Tenant', { description: 'Who has the platform: an enterprise, or a coach’s own practice.' })
export class TenantType {
  @Field(() => ID, { description: 'The tenant.' }) id!: string;
  @Field(() => TenantKind, { description: 'An enterprise, or a coach’s own practice.' })
  kind!: keyof typeof TenantKind;
  @Field(() => ID, { nullable: true, description: 'Of a practice: the coach whose it is.' })
  coachId!: string | null;
  @Field(() => Boolean, { description: 'Whether its people are answered.' }) suspended!: boolean;
  @Field(() => TenantSettings, { description: 'What holds.' }) settings!: TenantSettings;
  @Field(() => Int, { description: 'Of the last proposal; 0 before the first.' }) version!: number;
  @Field(() => TenantSettings, { nullable: true, description: 'What waits for a second signature.' })
  proposed!: TenantSettings | null;
}
@ObjectType({ description: 'A tenant that has changed.' })
export class TenantPayload {
  @Field(() => TenantType, { description: 'The tenant.' }) tenant!: TenantType;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
@InputType({ description: 'A command to the tenant of the caller.' })
export class TenantInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
}
@InputType({ description: 'A command of those who run the platform to a tenant.' })
export class RunTenantInput extends TenantInput {
  @Field(() => ID, { nullable: true, description: 'The tenant; without it, that of the caller’s token.' })
  @IsOptional()
  tenantId?: string | null;
}
@InputType({ description: 'Which tenant is created.' })
export class CreateTenantInput extends TenantInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The tenant, as tokens are to name it; without it, a new id.',
  })
  @IsOptional()
  tenantId?: string | null;
  @Field(() => TenantKind, { description: 'An enterprise, or a coach’s own practice.' })
  kind!: keyof typeof TenantKind;
  @Field(() => ID, { nullable: true, description: 'Of a practice: the coach, as tokens are to name them.' })
  @IsOptional()
  coachId?: string | null;
}
@InputType({ description: 'Which settings are wanted.' })
export class ProposeTenantSettingsInput extends TenantInput {
  @Field(() => Int, { description: 'Below so many people nothing is said of a group; at least 5.' })
  @Min(smallestGroup)
  @Max(100)
  smallestGroup!: number;
  @Field(() => Int, {
    nullable: true,
    description:
      'So many days after people have left they are erased, 30 to 3650; null: when it is asked for.',
  })
  @IsOptional()
  @Min(30)
  @Max(3650)
  retentionDays?: number | null;
  @Field(() => NotesOfErased, {
    nullable: true,
    description: 'What becomes of a coach’s notes about somebody who is erased; without it, as it is.',
  })
  @IsOptional()
  notesOfErased?: keyof typeof NotesOfErased | null;
  @Field(() => String, {
    nullable: true,
    description: 'Who holds the tenant’s key; null: those who run the platform; without it, as it is.',
  })
  @IsOptional()
  @Length(1, 200)
  keyHolder?: string | null;
}
@InputType({ description: 'Which settings are signed.' })
export class SignTenantSettingsInput extends TenantInput {
  @Field(() => Int, { description: 'Their version.' }) version!: number;
}
