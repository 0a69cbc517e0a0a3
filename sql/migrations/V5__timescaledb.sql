-- Hypertables where TimescaleDB is. On plain PostgreSQL this changes nothing.

create function pgcause.adopt_timescaledb() returns setof text
language plpgsql
as $body$
declare
  home text;
  family record;
begin
  if not exists (select from pg_extension where extname = 'timescaledb') then
    if not exists (select from pg_available_extensions where name = 'timescaledb') then
      raise notice 'timescaledb is not installed: tables stay plain';
      return;
    end if;
    -- To create it on a server that did not preload it ends the connection. Its settings tell:
    -- pg_settings leaves out those that only stand in a configuration file.
    if not exists (select from pg_settings where name = 'timescaledb.disable_load') then
      raise notice 'timescaledb is not in shared_preload_libraries: tables stay plain';
      return;
    end if;
    begin
      create extension timescaledb with schema public;
    exception
      when insufficient_privilege or invalid_schema_name then
        raise notice 'timescaledb was not created (%): tables stay plain', sqlerrm
          using hint = 'create the extension, then: select pgcause.adopt_timescaledb()';
        return;
    end;
  end if;

  select extnamespace::regnamespace::text into home
  from pg_extension
  where extname = 'timescaledb';

  for family in
    select
      class.oid::regclass as id,
      class.relname as name,
      case when class.relname like 'metric\_%' then 'at' else 'bucket' end as time
    from pg_class as class
    where class.relnamespace = 'pgcause'::regnamespace
      and class.relkind = 'r'
      and (class.relname like 'metric\_%' or class.relname like 'rollup\_%')
    order by class.relname
  loop
    if not exists (
      select from timescaledb_information.hypertables
      where hypertable_schema = 'pgcause' and hypertable_name = family.name)
    then
      execute format(
        'select from %s.create_hypertable(%L::regclass, %L,'
          ' chunk_time_interval => interval ''1 day'','
          ' create_default_indexes => false, migrate_data => true)',
        home, family.id, family.time);
      return next family.name;
    end if;
  end loop;
end
$body$;
comment on function pgcause.adopt_timescaledb() is
  'makes a hypertable, with chunks of a day, of every table metric_* and rollup_* that is none yet,'
  ' and names those it made; creates the extension where that is permitted. May be called again and'
  ' at any time: rows move along, and the tables are locked until they have';

revoke execute on function pgcause.adopt_timescaledb() from public;

do $body$
begin
  perform pgcause.adopt_timescaledb();
end
$body$;
