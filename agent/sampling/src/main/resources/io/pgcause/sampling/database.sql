-- At most the 500 busiest databases. I/O times are absent where the server does not take them: 0 would be a claim.
-- majors 13
select d.datname as "db.namespace",
  s.numbackends as "postgresql.backends",
  s.xact_commit as "postgresql.commits",
  s.xact_rollback as "postgresql.rollbacks",
  s.blks_hit as "postgresql.blks_hit",
  s.blks_read as "postgresql.blks_read",
  s.tup_returned as "postgresql.tup_returned",
  s.tup_fetched as "postgresql.tup_fetched",
  s.tup_inserted as "postgresql.tup_inserted",
  s.tup_updated as "postgresql.tup_updated",
  s.tup_deleted as "postgresql.tup_deleted",
  s.deadlocks as "postgresql.deadlocks",
  s.temp_files as "postgresql.temp_files",
  s.temp_bytes as "postgresql.temp.io",
  s.checksum_failures as "postgresql.checksum.failures",
  case when current_setting('track_io_timing')::bool then s.blk_read_time / 1000 end as "postgresql.block.read_time",
  case when current_setting('track_io_timing')::bool then s.blk_write_time / 1000 end as "postgresql.block.write_time",
  age(d.datfrozenxid) as "postgresql.database.xid.age",
  mxid_age(d.datminmxid) as "postgresql.database.mxid.age"
from pg_stat_database s join pg_database d on d.oid = s.datid
order by s.xact_commit + s.xact_rollback desc, d.oid
limit 500
-- majors 14-17
select d.datname as "db.namespace",
  s.numbackends as "postgresql.backends",
  s.xact_commit as "postgresql.commits",
  s.xact_rollback as "postgresql.rollbacks",
  s.blks_hit as "postgresql.blks_hit",
  s.blks_read as "postgresql.blks_read",
  s.tup_returned as "postgresql.tup_returned",
  s.tup_fetched as "postgresql.tup_fetched",
  s.tup_inserted as "postgresql.tup_inserted",
  s.tup_updated as "postgresql.tup_updated",
  s.tup_deleted as "postgresql.tup_deleted",
  s.deadlocks as "postgresql.deadlocks",
  s.temp_files as "postgresql.temp_files",
  s.temp_bytes as "postgresql.temp.io",
  s.checksum_failures as "postgresql.checksum.failures",
  s.sessions as "postgresql.session.count",
  s.sessions_abandoned as "postgresql.session.abandoned",
  s.sessions_fatal as "postgresql.session.fatal",
  s.sessions_killed as "postgresql.session.killed",
  case when current_setting('track_io_timing')::bool then s.blk_read_time / 1000 end as "postgresql.block.read_time",
  case when current_setting('track_io_timing')::bool then s.blk_write_time / 1000 end as "postgresql.block.write_time",
  age(d.datfrozenxid) as "postgresql.database.xid.age",
  mxid_age(d.datminmxid) as "postgresql.database.mxid.age"
from pg_stat_database s join pg_database d on d.oid = s.datid
order by s.xact_commit + s.xact_rollback desc, d.oid
limit 500
-- majors 18
select d.datname as "db.namespace",
  s.numbackends as "postgresql.backends",
  s.xact_commit as "postgresql.commits",
  s.xact_rollback as "postgresql.rollbacks",
  s.blks_hit as "postgresql.blks_hit",
  s.blks_read as "postgresql.blks_read",
  s.tup_returned as "postgresql.tup_returned",
  s.tup_fetched as "postgresql.tup_fetched",
  s.tup_inserted as "postgresql.tup_inserted",
  s.tup_updated as "postgresql.tup_updated",
  s.tup_deleted as "postgresql.tup_deleted",
  s.deadlocks as "postgresql.deadlocks",
  s.temp_files as "postgresql.temp_files",
  s.temp_bytes as "postgresql.temp.io",
  s.checksum_failures as "postgresql.checksum.failures",
  s.sessions as "postgresql.session.count",
  s.sessions_abandoned as "postgresql.session.abandoned",
  s.sessions_fatal as "postgresql.session.fatal",
  s.sessions_killed as "postgresql.session.killed",
  s.parallel_workers_to_launch as "postgresql.parallel.workers.planned",
  s.parallel_workers_launched as "postgresql.parallel.workers.launched",
  case when current_setting('track_io_timing')::bool then s.blk_read_time / 1000 end as "postgresql.block.read_time",
  case when current_setting('track_io_timing')::bool then s.blk_write_time / 1000 end as "postgresql.block.write_time",
  age(d.datfrozenxid) as "postgresql.database.xid.age",
  mxid_age(d.datminmxid) as "postgresql.database.mxid.age"
from pg_stat_database s join pg_database d on d.oid = s.datid
order by s.xact_commit + s.xact_rollback desc, d.oid
limit 500
