import type pg from 'pg';
import { type DueMail, isNight } from './mail-text.ts';

/** Mails that are due whatever the hour is, with the time zone that decides. */
const due = `
  select p.tenant_id, p.program_id, p.person_id, p.asked_by, p.invited_at, p.reminders, p.attempts, p.next_mail_at,
    d.email, g.name as program, g.mails_a_day, coalesce(f.time_zone, g.time_zone) as time_zone
  from enrolment_view p
  join program_view g on g.tenant_id = p.tenant_id and g.id = p.program_id and g.status = 'OPEN'
  join person_view d on d.tenant_id = p.tenant_id and d.id = p.person_id and d.status = 'ACTIVE'
  left join time_zone_view f on f.tenant_id = p.tenant_id and f.id = p.person_id
  left join tenant_standing t on t.tenant_id = p.tenant_id and t.id = p.tenant_id::text
  where p.next_mail_at <= $1 and not coalesce(t.suspended, false)
    and (p.invited_at is null
      or (p.reminders < g.most_reminders
        and p.last_mail_at <= $1::timestamptz - make_interval(days => g.reminder_days)
        -- Whoever has a coach has begun.
        and not exists (select from engagement_view e where e.tenant_id = p.tenant_id and e.client_id = p.person_id::uuid
          and e.program_id = p.program_id::uuid and e.status <> 'PROPOSED')))`;

const zones = `select distinct time_zone from (${due}) due`;

/** The longest waiting first, as many of each program as its limit of a day still lets. */
const mails = `
  with due as (${due}),
  sent as (
    select tenant_id, program_id, count(*) as mails from enrolment_view
    where last_mail_at > $1::timestamptz - interval '24 hours' group by 1, 2),
  ranked as (
    select due.*, coalesce(sent.mails, 0)
      + row_number() over (partition by due.tenant_id, due.program_id order by next_mail_at, person_id) as place
    from due left join sent using (tenant_id, program_id) where time_zone = any ($2))
  select tenant_id as "tenantId", program_id as "programId", person_id as "personId", email, program, asked_by as "askedBy",
    case when invited_at is null then 0 else reminders + 1 end as reminder, attempts
  from ranked where place <= mails_a_day order by next_mail_at, person_id limit $3`;

/** What may be sent now: nothing at night where the person is, nothing above a program’s limits. */
export const dueMails = async (pool: pg.Pool, now: Date, most: number): Promise<DueMail[]> => {
  const { rows: found } = await pool.query<{ time_zone: string }>(zones, [now]);
  const awake = found.map(({ time_zone }) => time_zone).filter((zone) => !isNight(zone, now));
  if (awake.length === 0) return [];
  const { rows } = await pool.query<DueMail>(mails, [now, awake, most]);
  return rows;
};
