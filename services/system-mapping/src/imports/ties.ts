import { type TieKind, tieKind } from '@securebase/contracts';
import { ensure } from '@securebase/domain-kit';
import {
  cell,
  type ImportError,
  type ImportKind,
  personIdOf,
  type RequestContext,
} from '@securebase/service-kit';
import { v5 } from 'uuid';
import { z } from 'zod';
import { actorName, tieName } from '../domain/ids.ts';
import {
  actorsAdded,
  evolve,
  type NewTie,
  type State,
  systemMap,
  tiesAsserted,
} from '../domain/system-map.ts';
import { KnownEngagement, KnownPerson } from '../read-models/directory.ts';
import { rejections } from '../rejections.ts';

const row = z.object({
  source: cell.text(100),
  target: cell.text(100),
  kind: tieKind.default('WORKS_WITH'),
  strength: cell.whole(1, 5).default(3),
});
type Row = z.infer<typeof row>;

const mayChange = (context: RequestContext, map: NonNullable<State>, engagement: KnownEngagement | null) =>
  map.ownerId === context.actorId || engagement?.coachIds.includes(context.actorId) === true;

/** Ties between people, by their references; the target is a map. People who are no actors yet become actors. */
export const tiesImport: ImportKind<Row> = {
  kind: 'TIES',
  description: 'Ties of a map (the target) between people of the directory, by reference.',
  header: { required: ['source', 'target'], optional: ['kind', 'strength'] },
  row,
  key: ({ source, target, kind }: Row) => JSON.stringify([source, target, kind]),
  roles: ['CLIENT', 'COACH'],
  async plan(rows, { tenantId, target: mapId, context, store, data }) {
    const nothing = { writes: [], added: 0, unchanged: 0, changed: 0 };
    const stream = `${systemMap.name}-${mapId ?? ''}`;
    const { events, version } = await store.readStream(tenantId, stream);
    const map = (events as never[]).reduce<State>(evolve, undefined);
    const engagement = map?.engagementId
      ? await data.as(tenantId, (manager) =>
          manager.getRepository(KnownEngagement).findOneBy({ tenantId, id: map.engagementId ?? '' }),
        )
      : null;
    ensure(map && mapId !== undefined && mayChange(context, map, engagement), 'MAP_NOT_FOUND');

    const references = [...new Set(rows.flatMap(({ row: each }) => [each.source, each.target]))];
    const personOf = new Map(references.map((reference) => [reference, personIdOf(tenantId, reference)]));
    const actorOf = (reference: string) => v5(actorName(personOf.get(reference) ?? ''), mapId);
    const known = await data.as(tenantId, (manager) =>
      manager
        .getRepository(KnownPerson)
        .createQueryBuilder('person')
        .select('person.id', 'id')
        .where('person.tenantId = :tenantId', { tenantId })
        .andWhere('person.active and person.id = any(:ids)', { ids: [...personOf.values()] }) // one parameter for all
        .getRawMany<{ id: string }>(),
    );
    const people = new Set(known.map(({ id }) => id));
    const errors = rows.flatMap(({ line, row: each }): ImportError[] => {
      const unknown = (['source', 'target'] as const).filter(
        (column) => !people.has(personOf.get(each[column]) ?? '') && !map.actors.has(actorOf(each[column])),
      );
      if (each.source === each.target)
        return [{ line, column: 'target', code: 'TIE_TO_ITSELF', message: rejections.TIE_TO_ITSELF }];
      return unknown.map((column) => ({
        line,
        column,
        code: 'UNKNOWN_PERSON',
        message: 'Nobody in the directory has this reference.',
      }));
    });
    if (errors.length > 0) return { ...nothing, errors };

    const actors = references.map((reference) => ({
      actorId: actorOf(reference),
      kind: 'PERSON' as const,
      personId: personOf.get(reference),
      label: reference,
    }));
    const ties = rows.map(({ row: { source, target, kind, strength } }): NewTie => {
      const ends: { source: string; target: string; kind: TieKind } = {
        source: actorOf(source),
        target: actorOf(target),
        kind,
      };
      return { tieId: v5(tieName(ends), mapId), ...ends, strength };
    });
    const written = [...actorsAdded(mapId, map, actors), ...tiesAsserted(mapId, map, ties)];
    const added = ties.filter(({ tieId }) => !map.ties.has(tieId)).length;
    const asserted = written.flatMap((event) =>
      event.type === 'TiesAsserted' ? event.data.ties : [],
    ).length;
    return {
      writes: written.length === 0 ? [] : [{ stream, expected: version, events: written }],
      added,
      changed: asserted - added,
      unchanged: ties.length - asserted,
      errors: [],
    };
  },
};
