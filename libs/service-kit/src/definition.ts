import { type INestApplicationContext, type Provider, type Type } from '@nestjs/common';
import { type Source } from '@securebase/domain-kit';
import { type AnyReaction, type Catalogue, type Duty, type EventStore } from '@securebase/event-sourcing';
import { type Policy } from '@securebase/policy';
import { type KeyKeeper } from '@securebase/sealing';
import type pg from 'pg';
import { type Pages } from './edge/index.ts';
import { type AnyImportKind } from './imports/kind.ts';
import { type Mailer } from './mail/mailer.ts';

/** Any decider, whatever its commands, events and state. */
export interface AnyDecider {
  readonly name: string;
  readonly commands: readonly (new (...args: never[]) => unknown)[];
  readonly streamId: (command: never) => string | undefined;
  readonly initialState: unknown;
  readonly decide: (command: never, state: never, beside: never) => readonly unknown[];
  readonly evolve: (state: never, event: never) => unknown;
  readonly snapshot?: { readonly version: number; readonly every: number };
}

/** Any projection, whatever its events and rows. */
export interface AnyProjection {
  readonly name: string;
  readonly table: string;
  readonly source: Source;
  readonly rowIds: (event: never) => readonly string[];
  readonly blank: object;
  readonly on: object;
}

/** What duties that send mails need. */
export interface Post {
  /** Undefined where nothing can be sent: what is due waits. */
  readonly mailer: Mailer | undefined;
  readonly signInUrl: string;
}

/** A service's table of contents: what it decides, reads and answers. */
export interface ServiceDefinition {
  /** `engagements`; names its database, its topic and its import fields. */
  readonly name: string;
  /** Who may see and do what. */
  readonly policy: Policy;
  /** Of all services whose events it reads, its own included. */
  readonly catalogue: Catalogue;
  readonly deciders: readonly AnyDecider[];
  readonly projections: readonly AnyProjection[];
  /** Their pool is the pipeline’s: read models may be read, over tenants. */
  readonly reactions?: readonly ((
    store: EventStore,
    pool: pg.Pool,
    /** Where the process may destroy keys. */
    keeper: KeyKeeper | undefined,
  ) => AnyReaction)[];
  /** What one instance at a time does beside read models and reactions, such as what falls due. */
  readonly duties?: readonly ((
    store: EventStore,
    pool: pg.Pool,
    /** Where the process may destroy keys. */
    keeper: KeyKeeper | undefined,
    post: Post,
  ) => Duty)[];
  /** Done before a process answers anybody. Its pool is the pipeline's. */
  readonly beforeStart?: (parts: {
    readonly pool: pg.Pool;
    readonly keeper: KeyKeeper | undefined;
  }) => Promise<void>;
  /** TypeORM entities: the read models. */
  readonly entities: readonly Type[];
  readonly resolvers: readonly Type[];
  readonly providers?: readonly Provider[];
  /** Answers other requests than GraphQL; see `pages` of the server. */
  readonly pages?: (app: INestApplicationContext) => Pages;
  /** Types that no field of this service returns, such as stubs of other services' entities. */
  readonly orphanedTypes?: readonly Type[];
  /** What each rejection of its rules means and what to do about it, by code. */
  readonly rejections: Readonly<Record<string, string>>;
  readonly imports?: readonly AnyImportKind[];
}
