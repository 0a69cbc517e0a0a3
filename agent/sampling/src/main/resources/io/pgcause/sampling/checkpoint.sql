-- majors 13-16
select t.type as "type", t.checkpoints as "postgresql.bgwriter.checkpoint.count"
from pg_stat_bgwriter b cross join lateral (values
  ('timed', b.checkpoints_timed), ('requested', b.checkpoints_req)) t (type, checkpoints)
-- majors 17-18
select t.type as "type", t.checkpoints as "postgresql.bgwriter.checkpoint.count"
from pg_stat_checkpointer c cross join lateral (values
  ('timed', c.num_timed), ('requested', c.num_requested)) t (type, checkpoints)
