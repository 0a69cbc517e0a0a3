-- Which server this is and how far it is; a standby knows its transaction id only from the last restartpoint.
-- majors 13-18
select extract(epoch from clock_timestamp() - pg_postmaster_start_time())::float8 as "postgresql.uptime",
  (select extract(epoch from min(backend_start))::float8
    from pg_stat_activity where backend_type = 'checkpointer') as "postgresql.checkpointer.start_time",
  pg_is_in_recovery()::int as "postgresql.in_recovery",
  c.timeline_id as "postgresql.timeline",
  current_setting('max_connections')::int as "postgresql.connection.max",
  current_setting('superuser_reserved_connections')::int
    + coalesce(current_setting('reserved_connections', true)::int, 0) as "postgresql.connection.reserved",
  (select count(*) from pg_settings where pending_restart) as "postgresql.setting.pending_restart.count",
  current_setting('server_version_num')::int as "postgresql.version.num",
  case when pg_is_in_recovery()
    then split_part(c.next_xid, ':', 1)::bigint * 4294967296 + split_part(c.next_xid, ':', 2)::bigint
    else pg_snapshot_xmax(pg_current_snapshot())::text::bigint end as "postgresql.xid.current"
from pg_control_checkpoint() c
