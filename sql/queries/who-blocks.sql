-- Which sessions held up others without waiting themselves, the worst first.
--
--   psql -v instance=shop -v since='2026-01-01 12:00' -v until='2026-01-01 13:00' -f who-blocks.sql

select
  process_pid as pid,
  db_namespace as database,
  user_name,
  application_name,
  min(at) as first_seen,
  max(at) as last_seen,
  max(lock_session_blocked_sessions) as most_blocked,
  max(lock_session_transaction_age) as transaction_seconds,
  array_agg(distinct state order by state) as states
from pgcause.metric_lock_session
where instance_id = :'instance'
  and at >= :'since'
  and at < :'until'
  and lock_role = 'root_blocker'
group by process_pid, db_namespace, user_name, application_name
order by most_blocked desc, transaction_seconds desc, pid;
