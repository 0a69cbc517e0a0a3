-- Ages are absent when there is nothing that could have one.
-- majors 13-18: needs pg_read_all_stats
select count(*) filter (where wait_event_type = 'Lock') as "postgresql.session.blocked.count",
  (max(extract(epoch from clock_timestamp() - query_start))
    filter (where state = 'active' and backend_type = 'client backend'))::float8 as "postgresql.query.max_age",
  count(*) filter (where backend_type = 'autovacuum worker') as "postgresql.autovacuum.worker.count",
  count(*) filter (where backend_type = 'autovacuum worker'
    and lower(wait_event) = 'vacuumdelay') as "postgresql.autovacuum.worker.in_delay.count",
  count(*) filter (where backend_type = 'autovacuum worker'
    and query like '%(to prevent wraparound)') as "postgresql.autovacuum.wraparound.count",
  (max(extract(epoch from clock_timestamp() - xact_start))
    filter (where backend_type = 'autovacuum worker'))::float8 as "postgresql.autovacuum.worker.max_age"
from pg_stat_activity
where pid <> pg_backend_pid()
