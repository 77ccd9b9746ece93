import { type EngagementsEvent } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';

export type PracticeLinkEvent = Extract<
  EngagementsEvent,
  { type: 'PracticeLinkOffered' | 'PracticeLinkTaken' | 'PracticeLinkEnded' }
>;
export type PracticeEvent = Extract<EngagementsEvent, { type: 'EnterpriseLinked' | 'EnterpriseUnlinked' }>;

export class OfferPracticeLink extends Command<{ linkId: string; codeHash: string }> {
  readonly type = 'OfferPracticeLink';
}
/** Whoever has the code takes it, for their practice: as the coach whom it was given to. */
export class TakePracticeLink extends Command<{ linkId: string; codeHash: string; mark: string }> {
  readonly type = 'TakePracticeLink';
}
export class EndPracticeLink extends Command<{ linkId: string }> {
  readonly type = 'EndPracticeLink';
}
type LinkCommand = OfferPracticeLink | TakePracticeLink | EndPracticeLink;

export interface PracticeLink {
  readonly coachId: string;
  readonly codeHash: string;
  /** Of the practice that has it; undefined before the code was used. */
  readonly mark: string | undefined;
  readonly ended: boolean;
}

/** A coach's link, as the enterprise's log has it: that there is one, and nothing of the practice. */
export const practiceLink: Decider<LinkCommand, PracticeLinkEvent, PracticeLink | undefined> = {
  name: 'practicelink',
  commands: [OfferPracticeLink, TakePracticeLink, EndPracticeLink],
  begins: [OfferPracticeLink],
  streamId: ({ data }) => data.linkId,
  initialState: undefined,
  decide: (command, link) => {
    const { linkId } = command.data;
    if (command.type === 'OfferPracticeLink') {
      const { codeHash } = command.data;
      const coachId = command.context.actorId;
      return [{ type: 'PracticeLinkOffered', data: { linkId, coachId, codeHash } }];
    }
    if (command.type === 'TakePracticeLink') {
      const { codeHash, mark } = command.data;
      // A wrong code, one that was used, and one that is over look alike.
      ensure(link?.codeHash === codeHash && !link.ended, 'LINK_CODE_NOT_GOOD', ['input', 'code']);
      if (link.mark === mark) return [];
      ensure(link.mark === undefined, 'LINK_CODE_NOT_GOOD', ['input', 'code']);
      return [{ type: 'PracticeLinkTaken', data: { linkId, mark } }];
    }
    ensure(link?.coachId === command.context.actorId, 'PRACTICE_LINK_NOT_FOUND', ['input', 'linkId']);
    return link.ended ? [] : [{ type: 'PracticeLinkEnded', data: { linkId } }];
  },
  evolve: (link, { type, data }) => {
    if (type === 'PracticeLinkOffered')
      return { coachId: data.coachId, codeHash: data.codeHash, mark: undefined, ended: false };
    if (!link) return link;
    return type === 'PracticeLinkTaken' ? { ...link, mark: data.mark } : { ...link, ended: true };
  },
};

export class LinkEnterprise extends Command<{ linkId: string; enterpriseId: string; mark: string }> {
  readonly type = 'LinkEnterprise';
}
export class UnlinkEnterprise extends Command<{ linkId: string }> {
  readonly type = 'UnlinkEnterprise';
}

export interface LinkedTo {
  readonly enterpriseId: string;
  readonly mark: string;
}
/** The enterprises of a practice, by link. */
export type Practice = ReadonlyMap<string, LinkedTo>;

/** A coach's own practice: for which enterprises its coach works. Who may is decided where the tenant is known. */
export const practice: Decider<LinkEnterprise | UnlinkEnterprise, PracticeEvent, Practice> = {
  name: 'practice',
  commands: [LinkEnterprise, UnlinkEnterprise],
  streamId: ({ context }) => context.tenantId,
  initialState: new Map(),
  decide: (command, links) => {
    const practiceId = command.context.tenantId;
    const { linkId } = command.data;
    if (command.type === 'UnlinkEnterprise') {
      ensure(links.has(linkId), 'PRACTICE_LINK_NOT_FOUND', ['input', 'linkId']);
      return [{ type: 'EnterpriseUnlinked', data: { linkId, practiceId } }];
    }
    return links.has(linkId) ? [] : [{ type: 'EnterpriseLinked', data: { ...command.data, practiceId } }];
  },
  evolve: (links, { type, data }) => {
    const next = new Map(links);
    if (type === 'EnterpriseLinked')
      next.set(data.linkId, { enterpriseId: data.enterpriseId, mark: data.mark });
    else next.delete(data.linkId);
    return next;
  },
};
