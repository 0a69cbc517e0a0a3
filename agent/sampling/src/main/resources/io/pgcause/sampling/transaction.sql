-- Clients only: autovacuum has metrics of its own, and what holds xmin back is in group xmin.
-- majors 13-18: needs pg_read_all_stats
select coalesce(state, 'unknown') as "state",
  max(extract(epoch from clock_timestamp() - xact_start))::float8 as "postgresql.transaction.max_age"
from pg_stat_activity
where backend_type = 'client backend' and xact_start is not null and pid <> pg_backend_pid()
group by 1
