-- Sessions at work and background processes. Activity is the main loop of a process with nothing to do: idle, not a wait.
-- majors 13-18: needs pg_read_all_stats
select coalesce(wait_event_type, 'cpu') as "wait.type", lower(coalesce(wait_event, 'cpu')) as "wait.event",
  count(*) as "postgresql.session.wait.count"
from pg_stat_activity
where pid <> pg_backend_pid()
  and case when state is null then backend_type <> 'client backend' and wait_event is not null
    else state in ('active', 'fastpath function call') end
  and wait_event_type is distinct from 'Activity'
group by 1, 2
