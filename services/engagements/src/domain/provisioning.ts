import { ensure, open, seal, type Sealed } from '@securebase/domain-kit';
import { type Person, type PersonEvent, registered } from './person.ts';

/** How an organization's own directory says that a person is. */
export interface Provisioning {
  readonly userName: string;
  readonly externalId?: string | undefined;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  /** Not said: they are. */
  readonly active?: boolean | undefined;
}

const texts = ['userName', 'externalId', 'displayName', 'email'] as const;
const plain = (sealed: Sealed | undefined) => (sealed ? open(sealed) : undefined);

/**
 * What provisioning a person comes to: registering, renaming, leaving or coming back, and how the directory knows them.
 * Saying the same twice comes to nothing.
 * @throws Rejected PERSON_ERASED
 */
export const provisioned = (person: Person, personId: string, wanted: Provisioning): PersonEvent[] => {
  const { userName, externalId, displayName, email, active: said } = wanted;
  const active = said ?? true;
  const known = { personId, name: displayName ?? userName, email: email ?? '' };
  const reference = person.status === 'UNKNOWN' ? externalId : undefined;
  const before = person.status === 'UNKNOWN' ? undefined : person.provisioned;
  const isSame =
    before !== undefined &&
    before.active === said &&
    texts.every((text) => plain(before[text]) === wanted[text]);
  const sealed = (text: string | undefined) => (text === undefined ? undefined : seal(personId, text));
  const optional = Object.entries({ externalId, displayName, email }).flatMap(([name, text]) => {
    const value = sealed(text);
    return value ? [[name, value] as const] : [];
  });
  const has = person.status === 'UNKNOWN' || person.status === 'ACTIVE';
  return [
    ...(active && !has && person.status !== 'ERASED'
      ? [{ type: 'PersonReactivated' as const, data: { personId } }]
      : []),
    ...registered(person, { ...known, reference }),
    ...(isSame
      ? []
      : [
          {
            type: 'PersonProvisioned' as const,
            data: {
              personId,
              userName: seal(personId, userName),
              ...Object.fromEntries(optional),
              ...(said !== undefined && { active: said }),
            },
          },
        ]),
    ...(!active && has ? [{ type: 'PersonDeactivated' as const, data: { personId } }] : []),
  ];
};

/** What it comes to that the directory does not manage a person any more: they have left. */
export const unprovisioned = (person: Person, personId: string): PersonEvent[] => {
  ensure(person.status !== 'UNKNOWN' && person.provisioned, 'PERSON_NOT_FOUND');
  const left = person.status === 'ACTIVE' ? [{ type: 'PersonDeactivated' as const, data: { personId } }] : [];
  return [...left, { type: 'PersonUnprovisioned', data: { personId } }];
};
