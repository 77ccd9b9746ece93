-- What is in the practices of an engagement comes page by page, in the order of its times.
create index experiment_view_engagement on experiment_view (tenant_id, engagement_id, designed_at, id);
create index pattern_view_engagement on pattern_view (tenant_id, engagement_id, named_at, id);
create index strategy_view_engagement on strategy_view (tenant_id, engagement_id, chosen_at, id);
create index condition_view_engagement on condition_view (tenant_id, engagement_id, named_at, id);
create index ability_finding_view_engagement on ability_finding_view (tenant_id, engagement_id, found_at, id);
create index condition_rating_view_of_condition on condition_rating_view (tenant_id, condition_id, rated_at, id);

drop index experiment_view_tenant_id_engagement_id_idx, pattern_view_tenant_id_engagement_id_idx,
  strategy_view_tenant_id_engagement_id_idx, condition_view_tenant_id_engagement_id_idx,
  ability_finding_view_tenant_id_engagement_id_idx, condition_rating_view_tenant_id_engagement_id_idx,
  condition_rating_view_condition;
