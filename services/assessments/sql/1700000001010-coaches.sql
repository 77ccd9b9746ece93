-- Everybody who coaches an engagement now sees it, not the first of them alone.
alter table known_engagement add column coach_ids jsonb not null default '[]';
update known_engagement set coach_ids = jsonb_build_array(coach_id) where coach_id is not null;
alter table known_engagement drop column coach_id, alter column coach_ids drop default;
