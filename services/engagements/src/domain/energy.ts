import { type EngagementsEvent, type HowMuch, type RedirectedTo } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { MutualCommand } from './mutual-command.ts';
import { type Doer, type OfEngagement } from './work.ts';

interface OfEnergy extends OfEngagement {
  /** Of one person in one engagement. */
  readonly energyId: string;
  readonly entryId: string;
}

/** Energy is the client's own: nobody notes it of somebody else, and it is for them alone until they share it. */
abstract class EnergyCommand<D extends OfEnergy = OfEnergy> extends MutualCommand<D> {
  override readonly by: readonly Doer[] = ['CLIENT', 'MEMBER'];
}
export class NoteEnergy extends EnergyCommand<OfEnergy & { guarding: HowMuch; free: HowMuch }> {
  readonly type = 'NoteEnergy';
}
export class NameGuardedAspect extends EnergyCommand<OfEnergy & { words: string }> {
  readonly type = 'NameGuardedAspect';
}
export interface Redirecting extends OfEnergy {
  readonly aspectId?: string | undefined;
  readonly to: RedirectedTo;
  readonly toId?: string | undefined;
  /** The engagement of that goal, experiment or tie, when it is their own or their team's. */
  readonly toOf?: string | undefined;
  readonly words?: string | undefined;
}
export class RedirectEnergy extends EnergyCommand<Redirecting> {
  readonly type = 'RedirectEnergy';
}
export class ShareEnergy extends EnergyCommand {
  readonly type = 'ShareEnergy';
}
type AnyEnergyCommand = NoteEnergy | NameGuardedAspect | RedirectEnergy | ShareEnergy;

export type EnergyEvent = Extract<
  EngagementsEvent,
  { type: 'EnergyNoted' | 'GuardedAspectNamed' | 'EnergyRedirected' | 'EnergyShared' }
>;

interface Energy {
  readonly entries: ReadonlySet<string>;
  readonly aspects: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}
const added = (set: ReadonlySet<string>, one: string) => new Set([...set, one]);

const redirect = (
  { data, context }: RedirectEnergy,
  of: { engagementId: string; entryId: string; authorId: string },
  { aspects }: Energy,
): EnergyEvent => {
  const { engagementId, aspectId, to, toId, toOf, words } = data;
  ensure(aspectId === undefined || aspects.has(aspectId), 'ASPECT_NOT_FOUND', ['input', 'aspectId']);
  ensure(toId === undefined || toOf === engagementId, 'REDIRECTED_TO_NOTHING', ['input', 'toId']);
  ensure(toId !== undefined || words !== undefined, 'REDIRECTED_WHERE', ['input', 'words']);
  const said = {
    to: seal(context.actorId, to),
    ...(aspectId !== undefined && { aspectId }),
    ...(toId !== undefined && { toId }),
    ...(words !== undefined && { words: seal(context.actorId, words) }),
  };
  return { type: 'EnergyRedirected', data: { ...of, ...said } };
};

export const energy: Decider<AnyEnergyCommand, EnergyEvent, Energy> = {
  name: 'energy',
  commands: [NoteEnergy, NameGuardedAspect, RedirectEnergy, ShareEnergy],
  streamId: ({ data }) => data.energyId,
  initialState: { entries: new Set(), aspects: new Set(), shared: new Set() },
  decide: (command, state) => {
    const { engagementId, entryId, sessionId } = command.data;
    const authorId = command.context.actorId;
    const of = { engagementId, entryId, authorId };
    const mine = (value: string) => seal(authorId, value);
    switch (command.type) {
      case 'NoteEnergy': {
        const { guarding, free } = command.data;
        const when = sessionId === undefined ? {} : { sessionId };
        return [
          { type: 'EnergyNoted', data: { ...of, ...when, guarding: mine(guarding), free: mine(free) } },
        ];
      }
      case 'NameGuardedAspect':
        return [{ type: 'GuardedAspectNamed', data: { ...of, words: mine(command.data.words) } }];
      case 'RedirectEnergy':
        return [redirect(command, of, state)];
      case 'ShareEnergy':
        ensure(state.entries.has(entryId), 'ENTRY_NOT_FOUND', ['input', 'entryId']);
        return state.shared.has(entryId) ? [] : [{ type: 'EnergyShared', data: of }];
    }
  },
  evolve: (state, { type, data: { entryId } }) => {
    switch (type) {
      case 'EnergyNoted':
      case 'EnergyRedirected':
        return { ...state, entries: added(state.entries, entryId) };
      case 'GuardedAspectNamed':
        return {
          ...state,
          entries: added(state.entries, entryId),
          aspects: added(state.aspects, entryId),
        };
      case 'EnergyShared':
        return { ...state, shared: added(state.shared, entryId) };
    }
  },
};
