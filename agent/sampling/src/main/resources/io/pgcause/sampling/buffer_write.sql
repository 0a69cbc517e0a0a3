-- majors 13-16
select t.source as "source", t.buffers as "postgresql.bgwriter.buffers.writes"
from pg_stat_bgwriter b cross join lateral (values
  ('checkpoints', b.buffers_checkpoint), ('bgwriter', b.buffers_clean),
  ('backend', b.buffers_backend), ('backend_fsync', b.buffers_backend_fsync)) t (source, buffers)
-- 17 dropped the backends' share from pg_stat_bgwriter; it is the sum over everybody else in pg_stat_io.
-- majors 17-18
select t.source as "source", t.buffers as "postgresql.bgwriter.buffers.writes"
from pg_stat_bgwriter b, pg_stat_checkpointer c,
  (select sum(writes)::bigint as writes, sum(fsyncs)::bigint as fsyncs from pg_stat_io
    where object = 'relation' and backend_type not in ('checkpointer', 'background writer')) i
  cross join lateral (values
    ('checkpoints', c.buffers_written), ('bgwriter', b.buffers_clean),
    ('backend', i.writes), ('backend_fsync', i.fsyncs)) t (source, buffers)
