-- majors 13: none, pg_stat_database keeps session times since 14
-- majors 14-18
select s.datname as "db.namespace", t.kind as "kind", t.millis / 1000 as "postgresql.session.time"
from pg_stat_database s cross join lateral (values
  ('session', s.session_time), ('active', s.active_time),
  ('idle_in_transaction', s.idle_in_transaction_time)) t (kind, millis)
where s.datname is not null
order by s.xact_commit + s.xact_rollback desc, s.datid
limit 1500
