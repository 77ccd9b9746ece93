import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Rejected } from '@securebase/domain-kit';
import { Conflict, consistencyToken, EventStore, NotYetVisible } from '@securebase/event-sourcing';
import { v5 } from 'uuid';
import { fieldsOf, type Logger } from '../edge/index.ts';
import { type RequestContext } from '../graphql/context.ts';
import { LOG } from '../nest-logger.ts';
import { TenantData } from '../reading/tenant-data.ts';
import { type AnyImportKind, type ImportPlan, ImportRefused, type ImportScope } from './kind.ts';
import { Mistakes } from './mistakes.ts';
import { CsvReader } from './read-csv.ts';
import { type StagedImport, Staging } from './staging.ts';

/** What a service's imports are made of. */
export interface ImportSettings {
  readonly service: string;
  readonly kinds: readonly AnyImportKind[];
  readonly rejections: Readonly<Record<string, string>>;
}
export const IMPORT_SETTINGS = Symbol('IMPORT_SETTINGS');

/** Imports at the same time in one process: each holds a connection while it has its place to itself. */
const mostAtOnce = 3;
/** Tries of a plan when others change the same streams. */
const maxTries = 3;

/** Checks a whole file and, when nothing is wrong with it, appends all of its events at once. */
@Injectable()
export class Importer {
  readonly #staging: Staging;
  readonly #store: EventStore;
  readonly #data: TenantData;
  readonly #settings: ImportSettings;
  readonly #log: Logger;
  readonly #running = new Set<Promise<void>>();

  constructor(
    @Inject(Staging) staging: Staging,
    @Inject(EventStore) store: EventStore,
    @Inject(TenantData) data: TenantData,
    @Inject(IMPORT_SETTINGS) settings: ImportSettings,
    @Inject(LOG) log: Logger,
  ) {
    this.#staging = staging;
    this.#store = store;
    this.#data = data;
    this.#settings = settings;
    this.#log = log;
  }

  kind(name: string): AnyImportKind | undefined {
    return this.#settings.kinds.find(({ kind }) => kind === name);
  }

  /**
   * Carries out an import in state CHECKING, as soon as the read models that it asks are not late. Safe to repeat after a
   * crash: its command id is its own.
   */
  async carryOut(staged: StagedImport, caller: RequestContext): Promise<void> {
    while (await this.#isTooEarly(staged, caller))
      this.#log.warn({ correlationId: caller.correlationId }, 'an import waits: a read model is late');
  }

  /** Tries once. Nothing is wrong with a file whose read model is late: it stays in CHECKING, with its parts. */
  async #isTooEarly(staged: StagedImport, caller: RequestContext): Promise<boolean> {
    const mistakes = new Mistakes();
    try {
      await this.#turn(() =>
        this.#staging.exclusively(staged, () => this.#checkAndCommit(staged, caller, mistakes)),
      );
    } catch (error) {
      if (error instanceof NotYetVisible) return true;
      const message = this.#messageOf(error);
      if (error instanceof Conflict) mistakes.at(0, 'CONFLICT');
      else if (message !== undefined) mistakes.add({ line: 0, code: (error as ImportRefused).code, message });
      else {
        this.#log.error({ correlationId: caller.correlationId, ...fieldsOf(error) }, 'an import failed');
        mistakes.at(0, 'INTERNAL_ERROR');
      }
      await this.#refuse(staged, mistakes);
    }
    return false;
  }

  async #turn(work: () => Promise<void>): Promise<void> {
    while (this.#running.size >= mostAtOnce) await Promise.race(this.#running);
    const running = work();
    const ended = running.catch(() => undefined).finally(() => this.#running.delete(ended));
    this.#running.add(ended);
    await running;
  }

  #messageOf(error: unknown): string | undefined {
    if (error instanceof ImportRefused) return error.message;
    return error instanceof Rejected ? (this.#settings.rejections[error.code] ?? error.code) : undefined;
  }

  async #checkAndCommit(staged: StagedImport, caller: RequestContext, mistakes: Mistakes): Promise<void> {
    const kind = this.kind(staged.kind);
    if (!kind) throw new Error('The kind of an import is gone.');
    const before = await this.#staging.findCommitted(staged);
    if (before) {
      await this.#finish(staged, 'ALREADY_IMPORTED', { rows: before.rows, unchanged: before.rows });
      return;
    }
    const context = { ...caller, commandId: v5('commit', staged.id) };
    const { kind: type, sha256 } = staged;
    const payloadHash = await this.#store.digestOf({ type: `import:${type}`, data: { sha256 }, context });
    const done = await this.#store.findReplay(context, payloadHash);
    if (done) {
      await this.#finish(staged, 'COMMITTED', { token: consistencyToken(this.#settings.service, done) });
      return;
    }
    const { tenantId, target } = staged;
    const scope = {
      tenantId,
      target: target ?? undefined,
      context,
      store: this.#store,
      data: this.#data,
    };
    const read = await this.#readWhole(staged, kind, mistakes);
    if (!read || (mistakes.count > 0 && !kind.checksAll)) {
      await this.#refuse(staged, mistakes);
      return;
    }
    const { rows, refused } = read;
    await this.#planAndAppend(staged, kind, { ...scope, refused }, rows, payloadHash, mistakes);
  }

  /** The rows that are right, when the file is whole and its first line is understood. */
  async #readWhole(
    staged: StagedImport,
    kind: AnyImportKind,
    mistakes: Mistakes,
  ): Promise<CsvReader | undefined> {
    const { receivedParts, receivedBytes, bytes } = staged;
    if (receivedBytes !== bytes || receivedParts.some((part, index) => part !== index)) {
      mistakes.at(0, 'INCOMPLETE_FILE');
      return undefined;
    }
    const hash = createHash('sha256');
    const staging = this.#staging;
    const pieces = async function* () {
      for await (const part of staging.parts(staged)) {
        hash.update(part);
        yield part;
      }
    };
    const reader = new CsvReader(kind, mistakes);
    await reader.read(pieces());
    // Of a file that was refused in the middle the rest was not read.
    if (mistakes.count === 0 && hash.digest('hex') !== staged.sha256) mistakes.at(0, 'HASH_MISMATCH');
    return mistakes.count === 0 || reader.hasHeader ? reader : undefined;
  }

  async #planAndAppend(
    staged: StagedImport,
    kind: AnyImportKind,
    scope: ImportScope,
    rows: CsvReader['rows'],
    payloadHash: string,
    mistakes: Mistakes,
  ): Promise<void> {
    for (let tries = 1; ; tries++) {
      const plan = await kind.plan(rows as never, scope);
      for (const error of plan.errors) mistakes.add(error);
      const outcome = { ...countsOf(plan), rows: rows.length };
      if (mistakes.count === 0) await this.#staging.saveDifferences(staged, plan.differences ?? []);
      if (mistakes.count > 0 || staged.dryRun) {
        await (mistakes.count > 0
          ? this.#refuse(staged, mistakes)
          : this.#finish(staged, 'CHECKED', outcome));
        return;
      }
      try {
        const appended = await this.#store.append(plan.writes, scope.context, payloadHash);
        const token = consistencyToken(this.#settings.service, appended);
        await this.#finish(staged, 'COMMITTED', { ...outcome, token });
        return;
      } catch (error) {
        if (!(error instanceof Conflict) || tries === maxTries) throw error;
      }
    }
  }

  async #finish(
    staged: StagedImport,
    state: 'COMMITTED' | 'CHECKED' | 'ALREADY_IMPORTED',
    outcome: object,
  ): Promise<void> {
    await this.#staging.move(staged, ['CHECKING'], state, outcome);
    await this.#staging.dropParts(staged);
  }

  async #refuse(staged: StagedImport, mistakes: Mistakes): Promise<void> {
    await this.#staging.saveErrors(staged, mistakes.inOrder());
    await this.#staging.move(staged, ['CHECKING'], 'REFUSED', { errorCount: mistakes.count });
    await this.#staging.dropParts(staged);
  }
}

const countsOf = ({ added, unchanged, changed, counts = {} }: ImportPlan) => ({
  added,
  unchanged,
  changed,
  counts,
});
