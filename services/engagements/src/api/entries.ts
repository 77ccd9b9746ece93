import { Injectable } from '@nestjs/common';
import { Opener, type Page, type PageArgs, type RequestContext } from '@securebase/service-kit';
import { type WorkCommand } from '../domain/work.ts';
import { type EngagementView } from '../read-models/engagement-view.ts';
import { type EntryKind, EntryView, entryView } from '../read-models/entry-view.ts';
import { Audiences, type ForReaders } from './audiences.ts';
import { type EntryNode, type NodeClass, type Open } from './entry-node.ts';
import { type EntryPayload } from './entry.payloads.ts';
import { Work } from './work.ts';

/** Gives entries to those who read them, and sends commands that make some. */
@Injectable()
export class Entries {
  readonly #audiences: Audiences;
  readonly #opener: Opener;
  readonly #work: Work;
  constructor(audiences: Audiences, opener: Opener, work: Work) {
    this.#audiences = audiences;
    this.#opener = opener;
    this.#work = work;
  }

  /** Those of an engagement that are for the caller, the newest first. */
  async page<Node extends EntryNode>(
    context: RequestContext,
    engagement: EngagementView,
    paging: PageArgs,
    Node: NodeClass<Node>,
    ...kind: readonly EntryKind[]
  ): Promise<Page<Node>> {
    const options = { where: { kind }, orderBy: 'notedAt', direction: 'DESC' } as const;
    const { edges, pageInfo } = await this.#audiences.page(context, engagement, EntryView, paging, options);
    return {
      edges: edges.map(({ cursor, node }) => ({ cursor, node: this.#node(context, node, Node) })),
      pageInfo,
    };
  }

  /** Carries a command out, and gives its author the entry that it made or changed. */
  async change<Node extends EntryNode>(
    command: WorkCommand,
    aggregate: string,
    id: string,
    Node: NodeClass<Node>,
    context: RequestContext,
  ): Promise<EntryPayload<Node>> {
    const { row, token } = await this.#work.change(command, { aggregate, id, view: entryView });
    const entry = this.#node(context, { ...row, readerIds: [context.actorId] }, Node);
    return { entry, token };
  }

  #node<Node extends EntryNode>(
    context: RequestContext,
    row: ForReaders<EntryView>,
    Node: NodeClass<Node>,
  ): Node {
    const isForAuthorAlone = row.audience === 'AUTHOR';
    const open: Open = (sealed, field) =>
      this.#opener.open(context, sealed, {
        object: Node.name,
        id: row.id,
        field,
        purpose: 'COACHING',
        isForAuthorAlone,
      });
    return new Node(row, open);
  }
}
