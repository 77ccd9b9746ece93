-- Nobody can say before how many events a call brings: the planner reckons with few, and compared each with each. A file of
-- 20,000 streams is one command.
alter function log.append(int, jsonb) set enable_nestloop = off;
