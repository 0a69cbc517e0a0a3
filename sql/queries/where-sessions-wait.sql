-- What the active sessions of an instance did: how many, on average, waited on what. The wait type
-- cpu means that they did not wait.
--
--   psql -v instance=shop -v since='2026-01-01 12:00' -v until='2026-01-01 13:00' \
--     -f where-sessions-wait.sql

with span as (
  -- A snapshot in which nobody waited has no row among the waits, but counts.
  select count(*) as snapshots
  from pgcause.metric_activity
  where instance_id = :'instance' and at >= :'since' and at < :'until'
)
select
  wait.wait_type,
  wait.wait_event,
  sum(wait.session_wait_count)::double precision / nullif(span.snapshots, 0) as average_sessions,
  max(wait.session_wait_count) as most_sessions
from pgcause.metric_wait as wait
cross join span
where wait.instance_id = :'instance' and wait.at >= :'since' and wait.at < :'until'
group by wait.wait_type, wait.wait_event, span.snapshots
order by average_sessions desc, wait.wait_type, wait.wait_event;
