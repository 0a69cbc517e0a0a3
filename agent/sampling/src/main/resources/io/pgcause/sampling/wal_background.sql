-- majors 13-17
select buffers_alloc as "postgresql.bgwriter.buffers.allocated", maxwritten_clean as "postgresql.bgwriter.maxwritten"
from pg_stat_bgwriter
-- majors 18
select b.buffers_alloc as "postgresql.bgwriter.buffers.allocated", b.maxwritten_clean as "postgresql.bgwriter.maxwritten",
  c.num_done as "postgresql.checkpoint.done"
from pg_stat_bgwriter b, pg_stat_checkpointer c
