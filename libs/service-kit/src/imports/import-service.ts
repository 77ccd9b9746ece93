import { Injectable } from '@nestjs/common';
import { Fault } from '../edge/index.ts';
import { contextFor, newId, type RequestContext } from '../graphql/context.ts';
import { largestPage, type Page, pageOf } from '../reading/connection.ts';
import { cursorOf, placeIn } from '../reading/cursor.ts';
import { Importer } from './importer.ts';
import {
  type ImportDifferenceType,
  type ImportErrorType,
  type ImportType,
  largestFile,
  largestPart,
} from './import.types.ts';
import { type ImportState, type StagedImport, Staging } from './staging.ts';

export interface StartGiven {
  readonly commandId?: string | null;
  readonly kind: string;
  readonly target?: string | null;
  readonly sha256: string;
  readonly bytes: number;
  readonly dryRun: boolean;
}
export interface PutGiven {
  readonly importId: string;
  readonly index: number;
  readonly content: string;
}
interface Paging {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** Of one tenant, waiting for parts. */
const mostOpen = 20;
/** A commit that takes longer goes on; the client looks at the import's state. */
const answerWithin = 8_000;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const ended: readonly ImportState[] = ['REFUSED', 'CHECKED', 'COMMITTED', 'ALREADY_IMPORTED'];

const progressOf = ({ state, receivedBytes, bytes }: StagedImport): number => {
  if (ended.includes(state)) return 1;
  return state === 'CHECKING' ? 0.9 : Math.min(0.8, (0.8 * receivedBytes) / bytes);
};

/** What the import fields of a service do. */
@Injectable()
export class ImportService {
  readonly #staging: Staging;
  readonly #importer: Importer;
  constructor(staging: Staging, importer: Importer) {
    this.#staging = staging;
    this.#importer = importer;
  }

  async start(current: RequestContext, given: StartGiven) {
    const { roles, tenantId, actorId } = current;
    const kind = this.#importer.kind(given.kind);
    if (!kind?.roles.some((role) => roles.includes(role))) throw new Fault('FORBIDDEN');
    const context = contextFor(current, given.commandId);
    const id = newId(context, 'import');
    const known = await this.#staging.find(tenantId, id);
    const staged = {
      ...{ tenantId, id, kind: given.kind, dryRun: given.dryRun, bytes: given.bytes, startedBy: actorId },
      target: given.target?.toLowerCase() ?? null,
      sha256: given.sha256.toLowerCase(),
    };
    if (known) {
      const same = (['kind', 'target', 'sha256', 'bytes', 'dryRun'] as const).every(
        (each) => known[each] === staged[each],
      );
      if (!same) throw new Fault('COMMAND_ID_REUSED');
      return { import: this.#seen(known), token: known.token };
    }
    const before = await this.#staging.findCommitted(staged);
    if (before) {
      const { rows, token } = before;
      await this.#staging.insert({ ...staged, state: 'ALREADY_IMPORTED' }, { rows, unchanged: rows });
      return { import: this.#seen(await this.#existing(context, id)), token };
    }
    if ((await this.#staging.countOpen(tenantId)) >= mostOpen) throw new Fault('TOO_MANY_IMPORTS');
    await this.#staging.insert({ ...staged, state: 'RECEIVING' });
    return { import: this.#seen(await this.#existing(context, id)), token: null };
  }

  async put(context: RequestContext, { importId, index, content }: PutGiven) {
    const staged = await this.#existing(context, importId);
    if (staged.state !== 'RECEIVING') throw new Fault('IMPORT_NOT_OPEN');
    if (content.length % 4 !== 0 || !base64.test(content))
      throw new Fault('BAD_INPUT', 'The content is in base64.', ['input', 'content']);
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length === 0 || bytes.length > largestPart)
      throw new Fault('BAD_INPUT', `A part has 1 to ${largestPart} bytes.`, ['input', 'content']);
    if (
      staged.receivedBytes + bytes.length > staged.bytes + largestPart ||
      staged.receivedBytes > largestFile
    )
      throw new Fault('BAD_INPUT', 'The parts are larger than the file.', ['input', 'content']);
    await this.#staging.putPart(staged.tenantId, staged.id, index, bytes);
    return { import: this.#seen(await this.#existing(context, importId)), token: null };
  }

  async commit(context: RequestContext, importId: string) {
    const staged = await this.#existing(context, importId);
    if (!ended.includes(staged.state)) {
      // CHECKING too: the process that was at it may have been killed, and two at once are one after the other.
      await this.#staging.move(staged, ['RECEIVING', 'CHECKING'], 'CHECKING');
      const working = this.#importer.carryOut(await this.#existing(context, importId), context);
      let late: NodeJS.Timeout | undefined;
      const tooLong = new Promise<void>((resolve) => {
        late = setTimeout(resolve, answerWithin);
      });
      await Promise.race([working, tooLong]);
      clearTimeout(late);
    }
    const now = await this.#existing(context, importId);
    return { import: this.#seen(now), token: now.token };
  }

  async find(context: RequestContext, id: string): Promise<ImportType | null> {
    const staged = await this.#visible(context, id);
    return staged ? this.#seen(staged) : null;
  }

  async list(
    context: RequestContext,
    kinds: readonly string[],
    { first, after }: Paging,
  ): Promise<Page<ImportType>> {
    const order = 'import started_at DESC';
    const place = after == null ? undefined : placeIn(after, order);
    const at = place && new Date(String(place.value));
    if (at && Number.isNaN(at.getTime())) throw new Fault('BAD_CURSOR');
    const size = Math.min(first, largestPage);
    const mine = kinds.filter((kind) => this.#mayImport(context, kind));
    const before = place && at ? { at, id: place.id } : undefined;
    const rows = await this.#staging.list(context.tenantId, mine, before, size + 1);
    const page = pageOf(rows, size, after, ({ startedAt, id }) =>
      cursorOf(order, { value: startedAt.toISOString(), id }),
    );
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: this.#seen(node) })) };
  }

  async errors(
    context: RequestContext,
    id: string,
    { first, after }: Paging,
  ): Promise<Page<ImportErrorType>> {
    const order = 'import_error ordinal ASC';
    const value = after == null ? 0 : placeIn(after, order).value;
    const size = Math.min(first, largestPage);
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Fault('BAD_CURSOR');
    const rows = await this.#staging.errors(context.tenantId, id, value, size + 1);
    const page = pageOf(rows, size, after, ({ ordinal }) => cursorOf(order, { value: ordinal, id }));
    const seenError = ({ line, column, code, message }: (typeof rows)[number]) => ({
      line,
      column: column ?? null,
      code,
      message,
    });
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: seenError(node) })) };
  }

  async differences(
    context: RequestContext,
    { id, kind }: Pick<ImportType, 'id' | 'kind'>,
    { first, after }: Paging,
  ): Promise<Page<ImportDifferenceType>> {
    const order = 'import_difference ordinal ASC';
    const value = after == null ? 0 : placeIn(after, order).value;
    const size = Math.min(first, largestPage);
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Fault('BAD_CURSOR');
    const rows = await this.#staging.differences(context.tenantId, id, value, size + 1);
    const page = pageOf(rows, size, after, ({ ordinal }) => cursorOf(order, { value: ordinal, id }));
    const shown = ({ line, column, code }: (typeof rows)[number]) => ({
      line,
      column: column ?? null,
      code,
      message: this.#sentenceOf(kind, code),
    });
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: shown(node) })) };
  }

  /** The import as clients see it. */
  #seen(staged: StagedImport): ImportType {
    const counts = Object.entries(staged.counts).map(([code, count]) => ({
      code,
      message: this.#sentenceOf(staged.kind, code),
      count,
    }));
    return { ...staged, receivedParts: [...staged.receivedParts], progress: progressOf(staged), counts };
  }

  #sentenceOf(kind: string, code: string): string {
    return this.#importer.kind(kind)?.differences?.[code] ?? code;
  }

  #mayImport({ roles }: RequestContext, kind: string): boolean {
    return this.#importer.kind(kind)?.roles.some((role) => roles.includes(role)) === true;
  }

  async #visible(context: RequestContext, id: string): Promise<StagedImport | undefined> {
    const staged = await this.#staging.find(context.tenantId, id);
    return staged && this.#mayImport(context, staged.kind) ? staged : undefined;
  }

  async #existing(context: RequestContext, id: string): Promise<StagedImport> {
    const staged = await this.#visible(context, id);
    if (!staged) throw new Fault('IMPORT_NOT_FOUND');
    return staged;
  }
}
