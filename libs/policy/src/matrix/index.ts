import { type Matrix } from '../define.ts';
import { assessmentsMatrix } from './assessments.ts';
import { agreementMatrix } from './engagements/agreement.ts';
import { coachesMatrix } from './engagements/coaches.ts';
import { goalsMatrix } from './engagements/goals.ts';
import { matchingMatrix } from './engagements/matching.ts';
import { mattersMatrix } from './engagements/matters.ts';
import { mutualMatrix } from './engagements/mutual.ts';
import { practicesMatrix } from './engagements/practices.ts';
import { programQuestionsMatrix } from './engagements/program-questions.ts';
import { programsMatrix } from './engagements/programs.ts';
import { timelineMatrix } from './engagements/timeline.ts';
import { engagementsMatrix } from './engagements.ts';
import { sharedMatrix } from './shared.ts';
import { systemMappingMatrix } from './system-mapping.ts';

/** The whole matrix, by service. What is not in it is denied, and a service with such a field does not start. */
export const matrices = {
  engagements: {
    ...engagementsMatrix,
    ...agreementMatrix,
    ...programsMatrix,
    ...goalsMatrix,
    ...mutualMatrix,
    ...practicesMatrix,
    ...coachesMatrix,
    ...matchingMatrix,
    ...timelineMatrix,
    ...mattersMatrix,
    ...programQuestionsMatrix,
    ...sharedMatrix('engagements', ['ADMIN', 'PROGRAM_MANAGER', 'COACH']),
  },
  assessments: { ...assessmentsMatrix, ...sharedMatrix('assessments', ['PROGRAM_MANAGER']) },
  'system-mapping': { ...systemMappingMatrix, ...sharedMatrix('system-mapping', ['CLIENT', 'COACH']) },
} as const satisfies Record<string, Matrix>;

/** Columns of read models that hold names or words in clear, by service; everything else that is personal is encrypted. */
export const clearColumns: Readonly<
  Record<
    string,
    readonly { readonly column: string; readonly of: 'PERSON' | 'ORGANIZATION'; readonly why: string }[]
  >
> = {
  engagements: [
    { column: 'person_view.name', of: 'PERSON', why: 'people are looked up by name' },
    { column: 'person_view.email', of: 'PERSON', why: 'people are reached, and looked up, by address' },
    ...['user_name', 'external_id', 'display_name', 'email'].map((column) => ({
      column: `provisioned_person_view.${column}`,
      of: 'PERSON' as const,
      why: 'the organization’s own directory asks for people by them',
    })),
    {
      column: 'group_view.name',
      of: 'ORGANIZATION',
      why: 'the organization’s own name of a group, for lists',
    },
    {
      column: 'program_view.name',
      of: 'ORGANIZATION',
      why: 'the organization’s own name of a program, for lists',
    },
    {
      column: 'program_view.purpose',
      of: 'ORGANIZATION',
      why: 'the organization’s own words about a program, for lists',
    },
    {
      column: 'program_view.templates',
      of: 'ORGANIZATION',
      why: 'the organization’s own names of templates of agreements, for lists',
    },
    {
      column: 'program_change_view.changes',
      of: 'ORGANIZATION',
      why: 'the organization’s own words about a program, in its history',
    },
    {
      column: 'time_zone_view.time_zone',
      of: 'PERSON',
      why: 'nobody gets a mail at night; a code, no words',
    },
    {
      column: 'cohort_view.name',
      of: 'ORGANIZATION',
      why: 'the organization’s own name of a cohort, for lists',
    },
  ],
  assessments: [
    { column: 'instrument_view.name', of: 'ORGANIZATION', why: 'the name of a questionnaire, for lists' },
  ],
};
