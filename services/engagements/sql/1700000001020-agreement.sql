-- The agreement whole: what is drafted and what is in force, who coached when, handovers, the prepared ending.
alter table engagement_view
  add column draft jsonb,
  add column in_force jsonb,
  add column coaches jsonb not null default '[]',
  add column handovers jsonb not null default '[]',
  add column ending jsonb;
alter table engagement_view
  alter column coaches drop default,
  alter column handovers drop default;
create index engagement_view_sponsor on engagement_view (tenant_id, sponsor_id);
-- Line managers whom an agreement in force names.
create index engagement_view_line_managers on engagement_view
  using gin ((in_force -> 'terms' -> 'lineManagerIds') jsonb_path_ops);
