import { createMongoAbility, type MongoAbility, subject } from '@casl/ability';
import { type Grants, type Matrix } from './define.ts';
import { relations } from './relations.ts';
import { type Role } from './roles.ts';

/** Who asks. */
export interface Asking {
  readonly personId: string;
  readonly roles: readonly Role[];
}

/** What a rule says to somebody about a thing: whether it is theirs, and whether their roles could ever make it so. */
export type Answer = 'YES' | 'NOT_THEIRS' | 'NOT_IN_THIS_ROLE';

/** The ids of a thing that relations look at. */
const idsOf = (thing: object): object => {
  const { id, clientId, coachId, coachIds, memberIds } = thing as Record<string, unknown>;
  const { ownerId, readerIds, respondentId, perspective, sharedWith } = thing as Record<string, unknown>;
  const people = { clientId, coachId, coachIds, memberIds, ownerId, readerIds };
  return { id, ...people, respondentId, perspective, sharedWith };
};

const kept = 10_000;
const keep = <Value>(map: Map<string, Value>, key: string, value: Value): Value => {
  map.set(key, value);
  if (map.size > kept) map.delete(map.keys().next().value ?? '');
  return value;
};

/** Of which things somebody may see a field: of none, of those whose ids say so, of all. */
type Reach = 'NONE' | 'SOME' | 'ALL';
const reachOf = (ability: MongoAbility, type: string, name: string): Reach => {
  if (!ability.can('see', type, name)) return 'NONE';
  return ability.rulesFor('see', type, name).some(({ conditions }) => !conditions) ? 'ALL' : 'SOME';
};

/** Stands for `*` of a matrix: to casl itself a star means every field, those with a line of their own, too. */
const others = 'every other';

/** A matrix as a policy that says no to everything that is not in it. */
export class Policy {
  readonly #matrix: Matrix;
  readonly #abilities = new Map<string, MongoAbility>();
  /** By roles and field, what those who have the roles may, whoever they are. */
  readonly #reaches = new Map<string, Reach>();
  constructor(matrix: Matrix) {
    this.#matrix = matrix;
  }

  /** The rule for a field, or for loading a thing (`Type` alone); `undefined` where there is none: nobody may. */
  rule(type: string, field?: string): Grants | 'EVERYBODY' | undefined {
    if (field === undefined) return this.#own(type);
    return this.#own(`${type}.${field}`) ?? this.#own(`${type}.*`);
  }

  /** Whether somebody may, in one of their roles, about this thing; without a thing, about any. */
  ask({ personId, roles }: Asking, type: string, field: string | undefined, thing?: object): Answer {
    const name = this.#nameOf(type, field);
    const ability = () => this.#abilityOf(personId, roles);
    const key = `${roles.join()}/${type}.${name}`;
    const reach = this.#reaches.get(key) ?? keep(this.#reaches, key, reachOf(ability(), type, name));
    if (reach === 'NONE') return 'NOT_IN_THIS_ROLE';
    if (reach === 'ALL' || thing === undefined) return 'YES';
    return ability().can('see', subject(type, idsOf(thing)), name) ? 'YES' : 'NOT_THEIRS';
  }

  #nameOf(type: string, field: string | undefined): string {
    if (field === undefined) return 'load';
    return field === '*' || this.#own(`${type}.${field}`) === undefined ? others : field;
  }

  #own(key: string) {
    return Object.hasOwn(this.#matrix, key) ? this.#matrix[key] : undefined;
  }

  #abilityOf(personId: string, roles: readonly Role[]): MongoAbility {
    const key = `${personId} ${roles.join(' ')}`;
    const known = this.#abilities.get(key);
    if (known) return known;
    const rules = Object.entries(this.#matrix).flatMap(([at, grants]) => {
      if (grants === 'EVERYBODY') return [];
      const [type = '', field = 'load'] = at.split('.');
      return roles.flatMap((role) => {
        const relation = grants[role];
        if (relation === undefined) return [];
        const rule = { action: 'see', subject: type, fields: [field === '*' ? others : field] };
        return (
          relations[relation].conditions?.(personId).map((conditions) => ({ ...rule, conditions })) ?? rule
        );
      });
    });
    return keep(this.#abilities, key, createMongoAbility(rules));
  }
}
