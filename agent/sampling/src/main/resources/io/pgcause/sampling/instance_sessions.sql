-- What only a role that sees everybody's sessions can count.
-- majors 13-18: needs pg_read_all_stats
select (select count(*) from pg_stat_ssl s join pg_stat_activity a on a.pid = s.pid
    where not s.ssl and a.client_addr is not null and a.pid <> pg_backend_pid()) as "postgresql.connection.unencrypted.count",
  (select count(*) from pg_stat_progress_basebackup) as "postgresql.basebackup.count"
