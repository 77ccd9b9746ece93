import { catalogue, personalEventsOf } from '@securebase/contracts';
import { matrices, Policy } from '@securebase/policy';
import {
  directoryMember,
  sealedContent,
  type ServiceDefinition,
  tenantStanding,
} from '@securebase/service-kit';
import { type Pages } from '@securebase/service-kit/edge';
import { Acquaintance } from './api/acquaintance.ts';
import { Audiences } from './api/audiences.ts';
import { Cohorts } from './api/cohorts.ts';
import { ErasureCertificates } from './api/certificates.ts';
import { CourseResolver } from './api/course.resolver.ts';
import { EngagementChanges } from './api/engagement-changes.ts';
import { ErasureResolver } from './api/erasure.resolver.ts';
import { ErasuresResolver } from './api/erasures.resolver.ts';
import { EngagementResolver } from './api/engagement.resolver.ts';
import { People } from './api/people.ts';
import { PersonEngagementsResolver } from './api/person-engagements.resolver.ts';
import { PersonResolver } from './api/person.resolver.ts';
import { TenantResolver } from './api/tenant.resolver.ts';
import { Tenants } from './api/tenants.ts';
import { ProvisioningResolver } from './api/provisioning.resolver.ts';
import { CohortResolver, ProgramResolver } from './api/program.resolver.ts';
import { Words } from './api/words.ts';
import { Work } from './api/work.ts';
import { engagement } from './domain/engagement.ts';
import { credentials } from './domain/credentials.ts';
import { person } from './domain/person.ts';
import { tenant } from './domain/tenant.ts';
import { program } from './domain/program.ts';
import { cohortParticipantsImport } from './imports/cohort-participants.ts';
import { peopleImport } from './imports/people.ts';
import { teamMembersImport } from './imports/team-members.ts';
import { EngagementPersonView, engagementPersonView } from './read-models/engagement-person-view.ts';
import { EngagementView, engagementView } from './read-models/engagement-view.ts';
import { ErasureView, erasureView } from './read-models/erasure-view.ts';
import { destroyKeysAgain, destroyKeysWhenErased, reportPurgeOf } from './reactions/erasure.ts';
import { eraseWhenDue } from './reactions/retention.ts';
import { PersonView, personView } from './read-models/person-view.ts';
import {
  GroupView,
  groupView,
  ProvisionedPersonView,
  provisionedPersonView,
} from './read-models/provisioning-views.ts';
import { CohortView, cohortView, ProgramView, programView } from './read-models/program-view.ts';
import { ofParts, rejectionsOfParts } from './parts/index.ts';
import { TimelineView, timelineView } from './read-models/timeline-view.ts';
import { rejections } from './rejections.ts';
import { provisioning, scimPages } from './scim/index.ts';
import { calendarPages } from './calendar/pages.ts';

const firstOf =
  (...all: readonly Pages[]): Pages =>
  (...request) =>
    all.some((pages) => pages(...request));

/** The table of contents of the service: what it decides, what it reads, what it answers. */
export const definition: ServiceDefinition = {
  name: 'engagements',
  policy: new Policy(matrices.engagements),
  catalogue,
  deciders: [person, program, engagement, credentials, tenant, ...ofParts('deciders')],
  projections: [
    personView,
    programView,
    cohortView,
    engagementView,
    engagementPersonView,
    timelineView,
    erasureView,
    provisionedPersonView,
    groupView,
    directoryMember({ kind: 'LOG' }),
    tenantStanding({ kind: 'LOG' }),
    sealedContent(personalEventsOf('engagements')),
    ...ofParts('projections'),
  ],
  beforeStart: destroyKeysAgain,
  duties: [eraseWhenDue, ...ofParts('duties')],
  reactions: [
    destroyKeysWhenErased,
    reportPurgeOf('assessments', 'PurgedFromAssessments'),
    reportPurgeOf('system-mapping', 'PurgedFromSystemMapping'),
    ...ofParts('reactions'),
  ],
  entities: [
    PersonView,
    ProgramView,
    CohortView,
    EngagementView,
    EngagementPersonView,
    ErasureView,
    ProvisionedPersonView,
    GroupView,
    TimelineView,
    ...ofParts('entities'),
  ],
  resolvers: [
    PersonResolver,
    PersonEngagementsResolver,
    ProgramResolver,
    CohortResolver,
    EngagementResolver,
    CourseResolver,
    ErasureResolver,
    ErasuresResolver,
    ProvisioningResolver,
    TenantResolver,
    ...ofParts('resolvers'),
  ],
  orphanedTypes: ofParts('orphanedTypes'),
  providers: [
    Acquaintance,
    Audiences,
    Cohorts,
    EngagementChanges,
    ErasureCertificates,
    People,
    Words,

    Tenants,
    Work,
    ...provisioning,
    ...ofParts('providers'),
  ],
  rejections: { ...rejections, ...rejectionsOfParts },
  pages: (app) => firstOf(scimPages(app), calendarPages(app)),
  imports: [peopleImport, cohortParticipantsImport, teamMembersImport, ...ofParts('imports')],
};
