-- majors 13-18: needs pg_read_all_stats
select holder as "holder", xids as "postgresql.xmin.age"
from (
  select 'running_transaction' as holder, max(greatest(age(backend_xmin), age(backend_xid))) as xids
    from pg_stat_activity where backend_type <> 'walsender' and pid <> pg_backend_pid()
  union all select 'standby_feedback', max(age(backend_xmin)) from pg_stat_replication
  union all select 'prepared_transaction', max(age(transaction)) from pg_prepared_xacts
  union all select 'replication_slot', max(age(xmin)) from pg_replication_slots
  union all select 'replication_slot_catalog', max(age(catalog_xmin)) from pg_replication_slots) held
where xids is not null
