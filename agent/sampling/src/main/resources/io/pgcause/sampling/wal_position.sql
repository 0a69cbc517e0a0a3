-- majors 13-18
select extract(epoch from clock_timestamp() - c.checkpoint_time)::float8 as "postgresql.checkpoint.age",
  pg_wal_lsn_diff(p.lsn, c.redo_lsn)::bigint as "postgresql.checkpoint.wal_distance",
  pg_wal_lsn_diff(p.lsn, '0/0')::bigint as "postgresql.wal.lsn"
from pg_control_checkpoint() c,
  (select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_insert_lsn() end as lsn) p
