-- majors 13: none, pg_stat_wal is new in 14
-- majors 14-17
select wal_records as "postgresql.wal.records", wal_fpi as "postgresql.wal.fpi",
  wal_bytes::bigint as "postgresql.wal.bytes", wal_buffers_full as "postgresql.wal.buffers_full",
  wal_write as "postgresql.wal.writes", wal_sync as "postgresql.wal.syncs",
  case when current_setting('track_wal_io_timing')::bool then wal_sync_time / 1000 end as "postgresql.wal.sync_time"
from pg_stat_wal
-- majors 18
select w.wal_records as "postgresql.wal.records", w.wal_fpi as "postgresql.wal.fpi",
  w.wal_bytes::bigint as "postgresql.wal.bytes", w.wal_buffers_full as "postgresql.wal.buffers_full",
  i.writes as "postgresql.wal.writes", i.fsyncs as "postgresql.wal.syncs",
  case when current_setting('track_wal_io_timing')::bool then i.fsync_time / 1000 end as "postgresql.wal.sync_time"
from pg_stat_wal w,
  (select sum(writes)::bigint as writes, sum(fsyncs)::bigint as fsyncs, sum(fsync_time) as fsync_time
    from pg_stat_io where object = 'wal' and context = 'normal') i
