import { type EngagementsEvent, type SettlednessStep } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { type Engagement } from './engagement-state.ts';
import { type AboutSomebody, ensureTookPlace, MutualCommand } from './mutual-command.ts';

interface Settling extends AboutSomebody {
  /** Of one person in one session. */
  readonly settlednessId: string;
  readonly sessionId: string;
  readonly arriving?: SettlednessStep | undefined;
  readonly leaving?: SettlednessStep | undefined;
}

/**
 * How settled somebody arrives and leaves, by the one who lived it. Coaches say it with the client as whom it is about: they come
 * to a session once, not once for each member.
 */
export class NoteSettledness extends MutualCommand<Settling> {
  readonly type = 'NoteSettledness';
  override readonly ensureFits = (engagement: Engagement): void => {
    const { aboutId, sessionId } = this.data;
    const { actorId } = this.context;
    ensureTookPlace(engagement, sessionId);
    const about = engagement.coachIds.has(actorId) ? engagement.clientId : actorId;
    ensure(aboutId === about, 'ABOUT_YOURSELF_ONLY', ['input', 'aboutId']);
  };
}

export type SettlednessEvent = Extract<EngagementsEvent, { type: 'SettlednessNoted' }>;

export const settledness: Decider<NoteSettledness, SettlednessEvent, undefined> = {
  name: 'settledness',
  commands: [NoteSettledness],
  streamId: ({ data }) => data.settlednessId,
  initialState: undefined,
  decide: ({ data, context: { actorId } }) => {
    const { engagementId, settlednessId, sessionId, aboutId, arriving, leaving } = data;
    ensure(arriving !== undefined || leaving !== undefined, 'NOTHING_NOTED');
    const said = {
      ...(arriving !== undefined && { arriving: seal(actorId, arriving) }),
      ...(leaving !== undefined && { leaving: seal(actorId, leaving) }),
    };
    const of = { engagementId, settlednessId, sessionId, authorId: actorId, aboutId };
    return [{ type: 'SettlednessNoted', data: { ...of, ...said } }];
  },
  evolve: (state) => state,
};
