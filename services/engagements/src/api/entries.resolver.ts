import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, PageArgs, type RequestContext } from '@securebase/service-kit';
import { EngagementView } from '../read-models/engagement-view.ts';
import { Entries } from './entries.ts';
import * as types from './entry.types.ts';

/** What is noted in an engagement, to each reader what is for them; to all others the lists are empty. */
@Resolver(() => EngagementView)
export class EntriesResolver {
  readonly #entries: Entries;
  constructor(entries: Entries) {
    this.#entries = entries;
  }

  @ResolveField(() => types.SettlednessConnection, {
    description:
      'How settled the caller, and whom they work with, came to sessions and left them; the newest first.',
  })
  settledness(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.Settledness, 'SETTLEDNESS');
  }

  @ResolveField(() => types.MarkOfMeetingConnection, {
    description:
      'Moments of meeting that the caller has marked, whether or not the other did; the newest first.',
  })
  marksOfMeeting(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.MarkOfMeeting, 'MARK');
  }

  @ResolveField(() => types.MomentOfMeetingConnection, {
    description: 'Moments of meeting that the caller and the other have both marked; the newest first.',
  })
  momentsOfMeeting(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.MomentOfMeeting, 'MOMENT');
  }

  @ResolveField(() => types.PresenceNoteConnection, {
    description: 'What the caller, as a coach, has noted of their own presence; the newest first.',
  })
  presenceNotes(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.PresenceNote, 'PRESENCE');
  }

  @ResolveField(() => types.EnergyConnection, {
    description: 'Energy as the caller noted it, or as it was shared with them; the newest first.',
  })
  energy(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.Energy, 'ENERGY');
  }

  @ResolveField(() => types.GuardedAspectConnection, {
    description: 'What the caller guards, or has shared with them who does; the newest first.',
  })
  guardedAspects(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.GuardedAspect, 'ASPECT');
  }

  @ResolveField(() => types.RedirectedEnergyConnection, {
    description:
      'Where the caller’s freed energy went, or what was shared with them of it; the newest first.',
  })
  redirectedEnergy(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.RedirectedEnergy, 'REDIRECTION');
  }

  @ResolveField(() => types.AllianceRatingConnection, {
    description: 'The alliance as the caller rated it, or as it was shared with them; the newest first.',
  })
  allianceRatings(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.AllianceRating, 'ALLIANCE');
  }

  @ResolveField(() => types.RuptureConnection, {
    description: 'What has torn between coach and client, open and mended; the newest first.',
  })
  ruptures(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.Rupture, 'RUPTURE');
  }

  @ResolveField(() => types.TurnedToConnection, {
    description: 'To whom one turned when it was hard; the newest first.',
  })
  turnedTo(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.TurnedTo, 'TURNED_TO');
  }

  @ResolveField(() => types.NoteConnection, {
    description: 'Notes: the caller’s own, and those that everybody reads who takes part; the newest first.',
  })
  notes(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(context, engagement, page, types.Note, 'NOTE');
  }

  @ResolveField(() => types.SafetyRecordConnection, {
    description: 'Records of safety, for whom they are about and the coaches; the newest first.',
  })
  safetyRecords(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#entries.page(
      context,
      engagement,
      page,
      types.SafetyRecord,
      ...([
        'REFERRAL',
        'SIDE_EFFECT',
        'HEALTH_PAUSE',
        'COACH_CANNOT_GO_ON',
        'LIMIT_OF_CONFIDENTIALITY',
      ] as const),
    );
  }
}
