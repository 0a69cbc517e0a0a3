-- majors 13-18
select mode as "lock.mode", locktype as "lock.type",
  count(*) filter (where not granted) as "postgresql.lock.waiting.count",
  count(*) filter (where granted) as "postgresql.database.locks"
from pg_locks
where pid is distinct from pg_backend_pid()
group by 1, 2
