-- 13 does not say when a wait began: the last change of the session's state is never later.
-- majors 13: needs pg_read_all_stats
select l.mode as "lock.mode",
  max(extract(epoch from clock_timestamp() - a.state_change))::float8 as "postgresql.lock.wait.max_age"
from pg_locks l join pg_stat_activity a on a.pid = l.pid
where not l.granted
group by 1
-- A wait that began a moment ago may have no start yet.
-- majors 14-18
select mode as "lock.mode",
  max(extract(epoch from clock_timestamp() - waitstart))::float8 as "postgresql.lock.wait.max_age"
from pg_locks
where not granted
group by 1
