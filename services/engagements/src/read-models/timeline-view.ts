import { type EngagementsEvent, type SharedItem } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Audience } from '../domain/audience.ts';
import { agreementLines } from './timeline/agreement.ts';
import { coachesLines } from './timeline/coaches.ts';
import { courseLines } from './timeline/course.ts';
import { goalsLines } from './timeline/goals.ts';
import { type Line, type Lines, type Strand } from './timeline/lines.ts';
import { matchingLines } from './timeline/matching.ts';
import { mutualLines } from './timeline/mutual.ts';
import { practicesLines } from './timeline/practices.ts';
import { programsLines } from './timeline/programs.ts';

/** Every line of the timeline, by event. */
export const lines: Lines = {
  ...courseLines,
  ...agreementLines,
  ...programsLines,
  ...goalsLines,
  ...mutualLines,
  ...practicesLines,
  ...coachesLines,
  ...matchingLines,
};

/** What the event said, by property: sealed where it is personal. */
export type Details = Readonly<Record<string, Sealed | string | number | boolean>>;

/** One thing that happened in an engagement. Disposable: rebuilt from events at any time; what is personal stays sealed here. */
@Entity('timeline_view')
export class TimelineView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** Of the event; later ones are greater. */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'engagement_id' }) engagementId!: string;
  @Column('timestamptz') at!: Date | string;
  /** The event's type. */
  @Column('text') happened!: string;
  @Column('text') audience!: Audience;
  @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('text', { name: 'about_id' }) aboutId!: string;
  @Column('jsonb', { name: 'also_for' }) alsoFor!: readonly string[];
  /** As what the agreement can share it. */
  @Column('text', { nullable: true }) item!: SharedItem | null;
  @Column('text', { name: 'session_id', nullable: true }) sessionId!: string | null;
  @Column('text', { name: 'thing_id', nullable: true }) thingId!: string | null;
  @Column('text', { nullable: true }) strand!: Strand | null;
  @Column('jsonb') details!: Details;
}
export type TimelineRow = Omit<TimelineView, 'tenantId' | 'id'>;

type Data = Readonly<Record<string, unknown>>;
const anyLines = lines as Readonly<Record<string, Line<Data>>>;
const textOr = <T>(value: unknown, otherwise: T): string | T =>
  typeof value === 'string' ? value : otherwise;

/** An event as a row, by its line. */
const rowFor = (
  { audience, alsoFor, item, thing, strand, details = [] }: Line<Data>,
  event: { readonly type: string; readonly data: object; readonly at: string; readonly actorId: string },
): TimelineRow => {
  const data = event.data as Data;
  const told = details.flatMap((name) => (data[name] == null ? [] : [[name, data[name]] as const]));
  return {
    engagementId: textOr(data['engagementId'], ''),
    at: event.at,
    happened: event.type,
    audience: typeof audience === 'function' ? audience(data) : audience,
    authorId: event.actorId,
    aboutId: textOr(data['aboutId'], event.actorId),
    alsoFor: alsoFor === undefined ? [] : [data[alsoFor]].filter((each) => typeof each === 'string'),
    item: item ?? null,
    sessionId: textOr(data['sessionId'], null),
    thingId: thing === undefined ? null : textOr(data[thing], null),
    strand: strand ?? null,
    details: Object.fromEntries(told) as Details,
  };
};

const handlers = Object.fromEntries(
  Object.entries(anyLines).map(([type, line]) => [
    type,
    (_: unknown, event: Parameters<typeof rowFor>[1]) => rowFor(line, event),
  ]),
) as Projection<EngagementsEvent, TimelineRow>['on'];

export const timelineView: Projection<EngagementsEvent, TimelineRow> = {
  name: 'timeline-view',
  table: 'timeline_view',
  source: { kind: 'LOG' },
  rowIds: ({ id, type }) => (Object.hasOwn(lines, type) ? [id] : []),
  blank: {
    engagementId: '',
    at: '',
    happened: '',
    audience: 'AUTHOR',
    authorId: '',
    aboutId: '',
    alsoFor: [],
    item: null,
    sessionId: null,
    thingId: null,
    strand: null,
    details: {},
  },
  on: handlers,
};
