import { type Type } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import { InputValidation } from '../graphql/validation.ts';
import { CurrentContext, type RequestContext } from '../graphql/context.ts';
import { type Page, PageArgs } from '../reading/connection.ts';
import { ImportService, type PutGiven, type StartGiven } from './import-service.ts';
import {
  ImportConnection,
  ImportDifferenceConnection,
  type ImportDifferenceType,
  ImportErrorConnection,
  type ImportErrorType,
  ImportType,
  importTypesOf,
} from './import.types.ts';
import { type AnyImportKind } from './kind.ts';

/** `system-mapping` → `SystemMapping` */
const prefixOf = (service: string): string =>
  service.replaceAll(/(^|-)([a-z])/g, (_match, _dash: string, letter: string) => letter.toUpperCase());

/** The import fields of one service: a root field of the federated graph belongs to exactly one. */
export const importResolver = (service: string, kinds: readonly AnyImportKind[]): Type => {
  const prefix = prefixOf(service);
  const field = `${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}Import`;
  const names = kinds.map(({ kind }) => kind);
  const Kinds = Object.fromEntries(names.map((name) => [name, name]));
  registerEnumType(Kinds, {
    name: `${prefix}ImportKind`,
    description: 'Kinds of files that this service imports.',
    valuesMap: Object.fromEntries(kinds.map(({ kind, description }) => [kind, { description }])),
  });
  const { StartInput, PutInput, CommitInput, Payload } = importTypesOf(prefix, Kinds);

  @Resolver(() => ImportType)
  class ImportResolver {
    readonly #imports: ImportService;
    constructor(imports: ImportService) {
      this.#imports = imports;
    }

    @Query(() => ImportType, {
      name: field,
      nullable: true,
      description: 'One import, with its progress and its errors.',
    })
    one(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
      return this.#imports.find(context, id);
    }

    @Query(() => ImportConnection, { name: `${field}s`, description: 'Imports, the newest first.' })
    many(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
      return this.#imports.list(context, names, page);
    }

    @Mutation(() => Payload, {
      name: `start${prefix}Import`,
      description:
        'Says which file is going to be sent. A file that was carried out before is known by its sha256.',
    })
    start(
      @Args('input', { type: () => StartInput }, new InputValidation(StartInput)) input: StartGiven,
      @CurrentContext() context: RequestContext,
    ) {
      return this.#imports.start(context, input);
    }

    @Mutation(() => Payload, {
      name: `put${prefix}ImportPart`,
      description: 'Sends one part of the file, in any order.',
    })
    put(
      @Args('input', { type: () => PutInput }, new InputValidation(PutInput)) input: PutGiven,
      @CurrentContext() context: RequestContext,
    ) {
      return this.#imports.put(context, input);
    }

    @Mutation(() => Payload, {
      name: `commit${prefix}Import`,
      description:
        'Checks the whole file and, when nothing is wrong, carries it out at once. For a large file it answers before it is done.',
    })
    commit(
      @Args('input', { type: () => CommitInput }, new InputValidation(CommitInput))
      { importId }: { importId: string },
      @CurrentContext() context: RequestContext,
    ) {
      return this.#imports.commit(context, importId);
    }

    @ResolveField(() => ImportDifferenceConnection, {
      description: 'What the file changes, in the order of its lines; for kinds of files that say so.',
    })
    differences(
      @Parent() { id, kind }: ImportType,
      @Args() page: PageArgs,
      @CurrentContext() context: RequestContext,
    ): Promise<Page<ImportDifferenceType>> {
      return this.#imports.differences(context, { id, kind }, page);
    }

    @ResolveField(() => ImportErrorConnection, {
      description: 'Mistakes in the file, in the order of its lines.',
    })
    errors(
      @Parent() { id }: ImportType,
      @Args() page: PageArgs,
      @CurrentContext() context: RequestContext,
    ): Promise<Page<ImportErrorType>> {
      return this.#imports.errors(context, id, page);
    }
  }
  return ImportResolver;
};
