-- When counters last began at 0; a view that was never reset has no row. Shared objects are the database without a name.
-- majors 13
select "view" as "postgresql.view", datname as "db.namespace",
  extract(epoch from stats_reset)::float8 as "postgresql.stats.reset_time"
from (
  select 'pg_stat_database' as "view", datname::text, stats_reset from pg_stat_database
  union all select 'pg_stat_bgwriter', null, max(stats_reset) from pg_stat_bgwriter
  union all select 'pg_stat_archiver', null, max(stats_reset) from pg_stat_archiver
  union all select 'pg_stat_slru', null, max(stats_reset) from pg_stat_slru) resets
where stats_reset is not null
-- majors 14-15
select "view" as "postgresql.view", datname as "db.namespace",
  extract(epoch from stats_reset)::float8 as "postgresql.stats.reset_time"
from (
  select 'pg_stat_database' as "view", datname::text, stats_reset from pg_stat_database
  union all select 'pg_stat_bgwriter', null, max(stats_reset) from pg_stat_bgwriter
  union all select 'pg_stat_archiver', null, max(stats_reset) from pg_stat_archiver
  union all select 'pg_stat_slru', null, max(stats_reset) from pg_stat_slru
  union all select 'pg_stat_wal', null, max(stats_reset) from pg_stat_wal) resets
where stats_reset is not null
-- majors 16
select "view" as "postgresql.view", datname as "db.namespace",
  extract(epoch from stats_reset)::float8 as "postgresql.stats.reset_time"
from (
  select 'pg_stat_database' as "view", datname::text, stats_reset from pg_stat_database
  union all select 'pg_stat_bgwriter', null, max(stats_reset) from pg_stat_bgwriter
  union all select 'pg_stat_archiver', null, max(stats_reset) from pg_stat_archiver
  union all select 'pg_stat_slru', null, max(stats_reset) from pg_stat_slru
  union all select 'pg_stat_wal', null, max(stats_reset) from pg_stat_wal
  union all select 'pg_stat_io', null, max(stats_reset) from pg_stat_io) resets
where stats_reset is not null
-- majors 17-18
select "view" as "postgresql.view", datname as "db.namespace",
  extract(epoch from stats_reset)::float8 as "postgresql.stats.reset_time"
from (
  select 'pg_stat_database' as "view", datname::text, stats_reset from pg_stat_database
  union all select 'pg_stat_bgwriter', null, max(stats_reset) from pg_stat_bgwriter
  union all select 'pg_stat_archiver', null, max(stats_reset) from pg_stat_archiver
  union all select 'pg_stat_slru', null, max(stats_reset) from pg_stat_slru
  union all select 'pg_stat_wal', null, max(stats_reset) from pg_stat_wal
  union all select 'pg_stat_io', null, max(stats_reset) from pg_stat_io
  union all select 'pg_stat_checkpointer', null, max(stats_reset) from pg_stat_checkpointer) resets
where stats_reset is not null
