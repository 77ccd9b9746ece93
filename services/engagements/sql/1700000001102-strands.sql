-- Which strand of an engagement a line of its timeline belongs to. Rows from before get theirs when the read model is rebuilt.
alter table timeline_view add column strand text;
create index timeline_view_strand on timeline_view (tenant_id, engagement_id, strand, at, id) where strand is not null;
create index timeline_view_thing on timeline_view (tenant_id, engagement_id, thing_id, at, id) where thing_id is not null;
