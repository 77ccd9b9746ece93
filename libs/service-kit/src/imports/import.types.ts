import { type Type } from '@nestjs/common';
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsHexadecimal, IsOptional, Length, Max, MaxLength, Min } from 'class-validator';
import { Connection } from '../reading/connection.ts';
import { importStates, type ImportState } from './staging.ts';

/** The largest file; its rows are in memory while it is checked. */
export const largestFile = 33_554_432;
/** The largest part, decoded. */
export const largestPart = 524_288;
const largestPartInBase64 = Math.ceil(largestPart / 3) * 4;

export const ImportStates = Object.fromEntries(importStates.map((state) => [state, state]));
registerEnumType(ImportStates, {
  name: 'ImportState',
  description: 'How far an import is.',
  valuesMap: {
    RECEIVING: { description: 'Parts of the file can be sent.' },
    CHECKING: { description: 'The file is being checked and, unless it is a dry run, carried out.' },
    REFUSED: { description: 'Something is wrong with the file; see its errors. Nothing was changed.' },
    CHECKED: { description: 'A dry run found nothing wrong. Nothing was changed.' },
    COMMITTED: { description: 'The whole file was carried out.' },
    ALREADY_IMPORTED: { description: 'The same file was carried out before. Nothing was changed.' },
  },
});

@ObjectType('ImportError', {
  description: 'A mistake in a file. It names the place and never repeats what stands there.',
})
@Directive('@shareable')
export class ImportErrorType {
  @Field(() => Int, {
    description: 'Line of the file; the header is line 1, and 0 means the file as a whole.',
  })
  line!: number;

  @Field(() => String, { nullable: true, description: 'The column, by its name; #3 is the third one.' })
  column!: string | null;

  @Field(() => String, { description: 'What is wrong, for programs.' })
  code!: string;

  @Field(() => String, { description: 'What is wrong, for people.' })
  message!: string;
}

@ObjectType('ImportDifference', {
  description: 'What a line of a file changes. It names the place and never repeats what stands there.',
})
@Directive('@shareable')
export class ImportDifferenceType {
  @Field(() => Int, { description: 'Line of the file; the header is line 1.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'The column, when it is one.' })
  column!: string | null;

  @Field(() => String, { description: 'What changes, for programs.' })
  code!: string;

  @Field(() => String, { description: 'What changes, for people.' })
  message!: string;
}

@ObjectType('ImportCount', { description: 'How many lines of a file do something.' })
@Directive('@shareable')
export class ImportCountType {
  @Field(() => String, { description: 'What they do, for programs.' })
  code!: string;

  @Field(() => String, { description: 'What they do, for people.' })
  message!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType('Import', {
  description:
    'A file on its way in: sent in parts, checked as a whole, carried out completely or not at all.',
})
@Directive('@shareable')
export class ImportType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What kind of file it is.' })
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'What the rows belong to, such as a cohort.' })
  target!: string | null;

  @Field(() => String, { description: 'SHA-256 of the whole file, in hexadecimal.' })
  sha256!: string;

  @Field(() => Boolean, { description: 'Whether it only checks and changes nothing.' })
  dryRun!: boolean;

  @Field(() => ImportStates, { description: 'How far it is.' })
  state!: ImportState;

  @Field(() => Int, { description: 'Size of the whole file in bytes.' })
  bytes!: number;

  @Field(() => Int, { description: 'How many bytes of it have arrived.' })
  receivedBytes!: number;

  @Field(() => [Int], { description: 'The parts that have arrived, by their index.' })
  receivedParts!: number[];

  @Field(() => Float, { description: 'From 0 to 1: how far the import is.' })
  progress!: number;

  @Field(() => Int, { description: 'Rows of the file, once it is checked.' })
  rows!: number;

  @Field(() => Int, { description: 'What the file adds.' })
  added!: number;

  @Field(() => Int, { description: 'What is there already, just so.' })
  unchanged!: number;

  @Field(() => Int, { description: 'What is there and becomes different.' })
  changed!: number;

  @Field(() => Int, { description: 'How many mistakes there are; the first thousand can be listed.' })
  errorCount!: number;

  @Field(() => [ImportCountType], {
    description: 'What the lines do, and how many do it; for kinds of files that say so.',
  })
  counts!: ImportCountType[];
}

export const ImportDifferenceConnection = Connection('ImportDifference', () => ImportDifferenceType, true);

export const ImportErrorConnection = Connection('ImportError', () => ImportErrorType, true);
export const ImportConnection = Connection('Import', () => ImportType, true);

/** The inputs and payloads of one service's imports; their names begin with the service's. */
export const importTypesOf = (prefix: string, kinds: object) => {
  @InputType(`Start${prefix}ImportInput`, {
    description: 'Which file is going to be sent, and where it belongs.',
  })
  class StartInput {
    @IsOptional()
    @Field(() => ID, { nullable: true, description: 'Chosen by the client; makes a retry harmless.' })
    commandId?: string | null;

    @Field(() => kinds, { description: 'What kind of file it is.' })
    kind!: string;

    @IsOptional()
    @Field(() => ID, { nullable: true, description: 'What the rows belong to; the kind says what.' })
    target?: string | null;

    @IsHexadecimal()
    @Length(64, 64)
    @Field(() => String, { description: 'SHA-256 of the whole file, in hexadecimal.' })
    sha256!: string;

    @Min(1)
    @Max(largestFile)
    @Field(() => Int, { description: `Size of the whole file in bytes, at most ${largestFile}.` })
    bytes!: number;

    @Field(() => Boolean, { defaultValue: false, description: 'Check everything and change nothing.' })
    dryRun!: boolean;
  }

  @InputType(`Put${prefix}ImportPartInput`, { description: 'One part of the file.' })
  class PutInput {
    @Field(() => ID, { description: 'The import that was started.' })
    importId!: string;

    @Min(0)
    @Max(9_999)
    @Field(() => Int, {
      description: '0 for the first part, 1 for the next. Sent again, it takes the place of the first.',
    })
    index!: number;

    @MaxLength(largestPartInBase64)
    @Field(() => String, { description: `The bytes in base64; at most ${largestPart} of them.` })
    content!: string;
  }

  @InputType(`Commit${prefix}ImportInput`, { description: 'The import to check and carry out.' })
  class CommitInput {
    @Field(() => ID, { description: 'The import whose parts were sent.' })
    importId!: string;
  }

  @ObjectType(`${prefix}ImportPayload`, { description: 'The import, as it is now.' })
  class Payload {
    @Field(() => ImportType, { description: 'The import.' })
    import!: ImportType;

    @Field(() => String, {
      nullable: true,
      description: 'Sent as `read-after`, it makes queries wait until they show what was imported.',
    })
    token!: string | null;
  }
  return { StartInput, PutInput, CommitInput, Payload: Payload as Type<Payload> };
};
