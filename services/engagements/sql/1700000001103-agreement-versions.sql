-- Every version of an agreement, with who signed it and when.
create table agreement_view (
  tenant_id uuid not null,
  id text not null, -- engagement/version
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  version int not null,
  sessions int not null,
  objectives jsonb,
  terms jsonb not null,
  signatures jsonb not null,
  drafted_at timestamptz not null,
  in_force_since timestamptz,
  primary key (tenant_id, id)
);
create index agreement_view_engagement on agreement_view (tenant_id, engagement_id, version, id);

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on agreement_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on agreement_view to %I', roles || '_pipeline');
  perform tenancy.protect('agreement_view');
end $$;
