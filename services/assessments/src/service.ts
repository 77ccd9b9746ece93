import { catalogue, personalEventsOf } from '@securebase/contracts';
import { matrices, Policy } from '@securebase/policy';
import {
  directoryMember,
  purgeWhenErased,
  sealedContent,
  type ServiceDefinition,
  tenantStanding,
} from '@securebase/service-kit';
import { AdministrationResolver } from './api/administration.resolver.ts';
import { CampaignResolver } from './api/campaign.resolver.ts';
import { CohortSummariesResolver } from './api/cohort-summaries.resolver.ts';
import { Confidence } from './api/confidence.ts';
import { ConsentResolver } from './api/consent.resolver.ts';
import { EngagementAssessmentsResolver } from './api/engagement-assessments.resolver.ts';
import { InstrumentResolver } from './api/instrument.resolver.ts';
import { SharedAssessmentResolver, SharedAssessmentsResolver } from './api/shared-assessments.resolver.ts';
import { CohortStub, EngagementStub, PersonStub, SharedEngagementStub } from './api/stubs.ts';
import { Summaries } from './api/summaries.ts';
import { administration } from './domain/administration.ts';
import { campaign } from './domain/campaign.ts';
import { consent } from './domain/consent.ts';
import { instrument } from './domain/instrument.ts';
import { Facts } from './facts/facts.ts';
import {
  CloseAdministrationHandler,
  OpenAdministrationHandler,
  OpenCampaignHandler,
  SubmitResponseHandler,
} from './facts/handlers.ts';
import { answerSheets } from './imports/answer-sheets.ts';
import { AdministrationView, administrationView } from './read-models/administration-view.ts';
import { CampaignView, campaignView } from './read-models/campaign-view.ts';
import { ConsentView, consentView } from './read-models/consent-view.ts';
import { InstrumentView, instrumentView } from './read-models/instrument-view.ts';
import { KnownCohort, knownCohort } from './read-models/known-cohort.ts';
import { KnownEngagement, knownEngagement } from './read-models/known-engagement.ts';
import { KnownParticipant, knownParticipant } from './read-models/known-participant.ts';
import { KnownPerson, knownPerson } from './read-models/known-person.ts';
import { KnownSharing, knownSharing } from './read-models/known-sharing.ts';
import { closeAdministrationsWhenCampaignCloses } from './reactions/close-administrations-when-campaign-closes.ts';
import { closeAdministrationsWhenEngagementEnds } from './reactions/close-administrations-when-engagement-ends.ts';
import { rejections } from './rejections.ts';

/** The tenants’ directories are the engagements’. */
const directory = { kind: 'TOPIC', topic: 'engagements.events' } as const;

/** The table of contents of the service: what it decides, what it reads, what it answers. */
export const definition: ServiceDefinition = {
  name: 'assessments',
  policy: new Policy(matrices.assessments),
  catalogue,
  deciders: [instrument, campaign, administration, consent],
  projections: [
    instrumentView,
    campaignView,
    administrationView,
    consentView,
    knownPerson,
    knownEngagement,
    knownCohort,
    knownParticipant,
    knownSharing,
    directoryMember(directory),
    tenantStanding(directory),
    sealedContent(personalEventsOf('assessments')),
  ],
  reactions: [
    closeAdministrationsWhenEngagementEnds,
    closeAdministrationsWhenCampaignCloses,
    purgeWhenErased({
      source: { kind: 'TOPIC', topic: 'engagements.events' },
      type: 'PurgedFromAssessments',
    }),
  ],
  entities: [
    InstrumentView,
    CampaignView,
    AdministrationView,
    ConsentView,
    KnownPerson,
    KnownEngagement,
    KnownCohort,
    KnownParticipant,
    KnownSharing,
  ],
  resolvers: [
    InstrumentResolver,
    CampaignResolver,
    AdministrationResolver,
    EngagementAssessmentsResolver,
    ConsentResolver,
    CohortSummariesResolver,
    SharedAssessmentsResolver,
    SharedAssessmentResolver,
  ],
  providers: [
    Facts,
    Confidence,
    Summaries,
    OpenCampaignHandler,
    OpenAdministrationHandler,
    SubmitResponseHandler,
    CloseAdministrationHandler,
  ],
  orphanedTypes: [PersonStub, EngagementStub, CohortStub, SharedEngagementStub],
  rejections,
  imports: [answerSheets],
};
