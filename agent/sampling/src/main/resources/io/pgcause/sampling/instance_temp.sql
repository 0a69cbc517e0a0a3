-- Temporary files of running statements, over all tablespaces.
-- majors 13-18: needs pg_monitor
select coalesce(sum(f.size), 0)::bigint as "postgresql.temp.dir.size"
from pg_tablespace t cross join lateral pg_ls_tmpdir(t.oid) f
where t.spcname <> 'pg_global'
