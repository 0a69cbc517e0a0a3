-- majors 13-16
select t.type as "type", t.millis as "postgresql.bgwriter.duration"
from pg_stat_bgwriter b cross join lateral (values
  ('write', b.checkpoint_write_time), ('sync', b.checkpoint_sync_time)) t (type, millis)
-- majors 17-18
select t.type as "type", t.millis as "postgresql.bgwriter.duration"
from pg_stat_checkpointer c cross join lateral (values
  ('write', c.write_time), ('sync', c.sync_time)) t (type, millis)
