-- Lists directories; the only query here whose cost grows with the amount of WAL kept.
-- majors 13-18: needs pg_monitor
select coalesce(sum(size), 0)::bigint as "postgresql.wal.dir.size",
  extract(epoch from clock_timestamp() - min(modification))::float8 as "postgresql.wal.age",
  (select count(*) from pg_ls_archive_statusdir() where name like '%.ready') as "postgresql.wal.archive.pending"
from pg_ls_waldir()
