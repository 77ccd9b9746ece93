create table note_view (tenant_id uuid not null, id text not null, text text not null, mood text not null, person_id text not null, primary key (tenant_id, id));
do $$
begin
  execute format('grant select on note_view to %I', current_setting('securebase.roles') || '_api');
  execute format('grant select, insert, update, delete on note_view to %I', current_setting('securebase.roles') || '_pipeline');
end $$;
select tenancy.protect('note_view');
