-- Who does what, and how far it has come. In the same database as the log: a place kept elsewhere would be ahead of
-- the log after a crash.
create table log.lease (
  name text primary key,
  owner uuid not null,
  epoch bigint not null,
  expires_at timestamptz not null
);

-- How far a reader of the log has come: the position of the last event delivered.
create table log.checkpoint (
  name text primary key,
  pos bigint not null default 0
);

-- How far a reader of a topic has come, for each partition.
create table log.topic_offset (
  projection text not null,
  topic text not null,
  part int not null,
  next_offset bigint not null,
  primary key (projection, topic, part)
);

-- The last version that a reader of a topic has taken of each stream: what comes again is dropped.
create table log.stream_seen (
  projection text not null,
  tenant_id uuid not null,
  stream text collate "C" not null,
  version int not null,
  primary key (projection, tenant_id, stream)
);

-- Events that a projection could not take, and everything later of their streams. References only, no content.
create table log.parked (
  projection text not null,
  tenant_id uuid not null,
  stream text collate "C" not null,
  version int not null,
  event_id uuid not null,
  type text not null,
  -- Where it is: a position in the log, or a place in a topic.
  pos bigint,
  topic text,
  part int,
  message_offset bigint,
  -- The code of the error, or BEHIND for an event that waits for an earlier one of its stream.
  reason text not null,
  parked_at timestamptz not null default clock_timestamp(),
  primary key (projection, tenant_id, stream, version)
);

-- Events that somebody gave up, for good: a rebuild passes over them too.
create table log.skipped (
  projection text not null,
  tenant_id uuid not null,
  stream text collate "C" not null,
  version int not null,
  event_id uuid not null,
  skipped_at timestamptz not null default clock_timestamp(),
  primary key (projection, tenant_id, stream, version)
);

do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant select, insert, update, delete on log.lease, log.checkpoint, log.topic_offset, log.stream_seen, log.parked, log.skipped to %I', pipeline);
  -- Read your own writes: how far the models are. No content, and of streams only what the caller's token names.
  execute format('grant select on log.checkpoint, log.stream_seen to %I', api);
end $$;
