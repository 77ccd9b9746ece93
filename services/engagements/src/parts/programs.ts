import { ForecastResolver } from '../api/forecast.resolver.ts';
import { EnrolmentResolver, ProgramEnrolmentsResolver } from '../api/enrolment.resolver.ts';
import { ProgramChanges } from '../api/program-changes.ts';
import { ProgramChangeResolver, ProgramPlanResolver } from '../api/program-plan.resolver.ts';
import { budget } from '../domain/budget.ts';
import { enrolmentsImport } from '../imports/enrolments.ts';
import { sendMailsWhenDue } from '../reactions/mails.ts';
import { releaseHoursWhenEndedEarly } from '../reactions/release-hours.ts';
import { EnrolmentView, enrolmentView, TimeZoneView, timeZoneView } from '../read-models/enrolment-view.ts';
import { ProgramChangeView, programChangeView } from '../read-models/program-change-view.ts';
import { type Part } from './part.ts';

/** Programs at scale: plans, budgets, enrolment in bulk, invitations, what a program will be able to say. */
export const programs: Part = {
  deciders: [budget],
  projections: [programChangeView, enrolmentView, timeZoneView],
  entities: [ProgramChangeView, EnrolmentView, TimeZoneView],
  resolvers: [
    ProgramPlanResolver,
    ProgramChangeResolver,
    ForecastResolver,
    ProgramEnrolmentsResolver,
    EnrolmentResolver,
  ],
  providers: [ProgramChanges],
  imports: [enrolmentsImport],
  reactions: [releaseHoursWhenEndedEarly],
  duties: [sendMailsWhenDue],
  rejections: {
    COHORT_CLOSED: 'Nobody is enrolled in this cohort any more. Choose another one.',
    IN_ANOTHER_COHORT:
      'Somebody who is named takes part in another cohort of the program. Each has one cohort.',
    NOT_ENROLLED: 'Somebody who is named does not take part in the program. Enrol them first.',
    TEMPLATE_NAME_TAKEN: 'Another template of the program has this name. Choose another one.',
    TEMPLATE_NOT_FOUND: 'The program has no such template.',
    TOO_MANY_TEMPLATES: 'A program has fifty templates at most. Drop one first.',
    SHARED_THING_TWICE: 'One thing is named twice. Say once with whom it is shared.',
    MEASURE_TWICE: 'One measure is named twice. An instrument is given once to a perspective at an occasion.',
    RATER_TWICE: 'One perspective is named twice. Say once how many of them rate.',
    CLIENT_IS_NO_RATER: 'The environment is rated by others. Leave the client out of the raters.',
    PRIMARY_NOT_MEASURED:
      'The primary scale decides about the client, so its instrument is answered by the client at the baseline and at the closing or follow-up.',
    RATERS_NOT_MEASURED:
      'Who rates the environment answers at the baseline and at the closing or follow-up. Add these measures, or leave the raters out.',
    MEASUREMENT_PLAN_FIXED:
      'The program is open, so a baseline may exist: primary scale, raters, margin and retest stay as they are. Measures can be added, and other numbers of raters planned.',
    BUDGET_EXCEEDED:
      'The hours of the agreement are more than the program has left. Agree on less, or ask who runs the program to raise the budget or to approve an overrun.',
    BUDGET_BELOW_AGREED: 'More hours than this are agreed on already. Give at least as many.',
    BUDGET_NOT_SET: 'The program has no budget that could be overrun. Set it first.',
    FORECAST_TOO_LARGE:
      'A forecast takes a hundred cohorts and 50,000 people at most. Ask for a part of them.',
  },
};
