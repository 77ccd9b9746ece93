-- What is noted in engagements: settledness, energy, ruptures, notes, safety. Every word in it is sealed.
create table entry_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  kind text not null,
  audience text not null,
  author_id text not null,
  about_id text not null,
  session_id text,
  aspect_id text,
  thing_id text,
  said jsonb not null,
  noted_at timestamptz not null,
  changed_at timestamptz,
  primary key (tenant_id, id)
);
create index entry_view_engagement on entry_view (tenant_id, engagement_id, kind, noted_at, id);

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on entry_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on entry_view to %I', roles || '_pipeline');
  perform tenancy.protect('entry_view');
end $$;
