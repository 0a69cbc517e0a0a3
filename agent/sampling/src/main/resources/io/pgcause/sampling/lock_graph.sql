-- One row per session that waits or is waited for; 0 stands for all prepared transactions, as in pg_blocking_pids.
-- Of more than 500 waiters 500 are asked, for each question stops the lock manager for a moment.
-- majors 13-18: needs pg_read_all_stats
with locks as materialized (
  select coalesce(pid, 0) as pid, granted, mode,
    array_position(array['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock',
      'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'], mode) as strength,
    (locktype, database, relation, page, tuple, virtualxid, transactionid, classid, objid, objsubid)::text as target
  from pg_locks),
waiting as materialized (
  select pid, mode, target, pg_blocking_pids(pid) as blockers from locks where not granted limit 500),
held as (
  select distinct on (pid) pid, mode from locks
  where granted and target in (select target from waiting)
  order by pid, strength desc nulls last),
involved as (
  select pid from waiting union select unnest(blockers) from waiting)
select i.pid, w.blockers, coalesce(w.mode, h.mode) as mode,
  a.datname, a.usename, a.application_name, a.state, a.backend_type,
  extract(epoch from clock_timestamp() - case when i.pid = 0
    then (select min(prepared) from pg_prepared_xacts) else a.xact_start end)::float8 as transaction_age
from involved i
  left join waiting w on w.pid = i.pid
  left join held h on h.pid = i.pid
  left join pg_stat_activity a on a.pid = i.pid
