-- majors 13-18
select archived_count as "postgresql.wal.archive.count", failed_count as "postgresql.wal.archive.failed",
  extract(epoch from clock_timestamp() - last_archived_time)::float8 as "postgresql.wal.archive.age"
from pg_stat_archiver
