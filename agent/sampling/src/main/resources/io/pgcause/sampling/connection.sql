-- Clients choose application_name, so only the 200 most numerous combinations keep theirs; the totals stay right.
-- majors 13-18: needs pg_read_all_stats
select state as "state", datname as "db.namespace", usename as "user.name",
  case when place <= 200 then application_name else '(other)' end as "application.name",
  sum(sessions)::bigint as "postgresql.connection.count"
from (
  select coalesce(state, 'unknown') as state, datname, usename, application_name, count(*) as sessions,
    row_number() over (order by count(*) desc, application_name) as place
  from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()
  group by 1, 2, 3, 4) counted
group by 1, 2, 3, 4
