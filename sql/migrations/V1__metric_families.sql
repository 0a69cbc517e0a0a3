-- Raw values: a table per metric group. The names of tables and columns follow from the catalogue
-- of metrics, as FamilyTable says. The catalogue grows and this file does not: a metric added later
-- is a migration of its own.

create table pgcause.metric_instance (
  at timestamptz not null,
  instance_id text not null,
  up bigint,
  uptime double precision,
  checkpointer_start_time double precision,
  in_recovery bigint,
  timeline bigint,
  connection_max bigint,
  connection_reserved bigint,
  setting_pending_restart_count bigint,
  version_num bigint,
  version_eol_days double precision,
  collation_mismatch_count bigint,
  auth_weak_rule_count bigint,
  connection_unencrypted_count bigint,
  temp_dir_size bigint,
  xid_current bigint,
  statement_dealloc bigint,
  statement_utilization double precision,
  basebackup_count bigint,
  primary key (instance_id, at)
);
create index metric_instance_at on pgcause.metric_instance using brin (at);
comment on table pgcause.metric_instance is
  'raw values of group instance, a row per instance and snapshot';
comment on column pgcause.metric_instance.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_instance.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_instance.up is
  'postgresql.up: state, 1; agent can open a connection and run `select 1`; 13-18';
comment on column pgcause.metric_instance.uptime is
  'postgresql.uptime: gauge, s; now()-pg_postmaster_start_time(); 13-18';
comment on column pgcause.metric_instance.checkpointer_start_time is
  'postgresql.checkpointer.start_time: gauge, s; min(backend_start) in pg_stat_activity where backend_type=''checkpointer''; 13-18';
comment on column pgcause.metric_instance.in_recovery is
  'postgresql.in_recovery: state, 1; pg_is_in_recovery(); 13-18';
comment on column pgcause.metric_instance.timeline is
  'postgresql.timeline: gauge, 1; pg_control_checkpoint().timeline_id; 13-18';
comment on column pgcause.metric_instance.connection_max is
  'postgresql.connection.max: gauge, {connection}; setting max_connections; 13-18';
comment on column pgcause.metric_instance.connection_reserved is
  'postgresql.connection.reserved: gauge, {connection}; superuser_reserved_connections (13-18) + reserved_connections (16-18)';
comment on column pgcause.metric_instance.setting_pending_restart_count is
  'postgresql.setting.pending_restart.count: gauge, {setting}; pg_settings.pending_restart; 13-18';
comment on column pgcause.metric_instance.version_num is
  'postgresql.version.num: gauge, 1; server_version_num';
comment on column pgcause.metric_instance.version_eol_days is
  'postgresql.version.eol_days: derived, d; lookup table of EOL dates by major';
comment on column pgcause.metric_instance.collation_mismatch_count is
  'postgresql.collation.mismatch.count: gauge, {database}; pg_database.datcollversion vs pg_database_collation_actual_version(); 15-18';
comment on column pgcause.metric_instance.auth_weak_rule_count is
  'postgresql.auth.weak_rule.count: gauge, {rule}; pg_hba_file_rules (superuser only) or agent reads pg_hba.conf: trust/password on non-local';
comment on column pgcause.metric_instance.connection_unencrypted_count is
  'postgresql.connection.unencrypted.count: gauge, {connection}; pg_stat_ssl.ssl=false joined to pg_stat_activity.client_addr not null; 13-18';
comment on column pgcause.metric_instance.temp_dir_size is
  'postgresql.temp.dir.size: gauge, By; pg_ls_tmpdir() per tablespace; 13-18, pg_monitor ok';
comment on column pgcause.metric_instance.xid_current is
  'postgresql.xid.current: counter, {transaction}; 64-bit: pg_snapshot_xmax(pg_current_snapshot()) on primary; pg_control_checkpoint().next_xid on standby; 13-18';
comment on column pgcause.metric_instance.statement_dealloc is
  'postgresql.statement.dealloc: counter, {event}; pg_stat_statements_info.dealloc; 14-18';
comment on column pgcause.metric_instance.statement_utilization is
  'postgresql.statement.utilization: gauge, 1; entries / pg_stat_statements.max';
comment on column pgcause.metric_instance.basebackup_count is
  'postgresql.basebackup.count: gauge, {backup}; pg_stat_progress_basebackup; 13-18';

create table pgcause.metric_database (
  at timestamptz not null,
  instance_id text not null,
  db_namespace text not null default '',
  extension_outdated_count bigint,
  backends bigint,
  commits bigint,
  rollbacks bigint,
  blks_hit bigint,
  blks_read bigint,
  tup_returned bigint,
  tup_fetched bigint,
  tup_inserted bigint,
  tup_updated bigint,
  tup_deleted bigint,
  deadlocks bigint,
  temp_files bigint,
  temp_io bigint,
  block_read_time double precision,
  block_write_time double precision,
  checksum_failures bigint,
  session_count bigint,
  session_abandoned bigint,
  session_fatal bigint,
  session_killed bigint,
  parallel_workers_planned bigint,
  parallel_workers_launched bigint,
  db_size bigint,
  cache_hit_ratio double precision,
  rollback_ratio double precision,
  database_xid_age bigint,
  database_mxid_age bigint,
  index_invalid_count bigint,
  index_duplicate_count bigint,
  index_unused_bytes double precision,
  index_per_table_max bigint,
  foreign_key_unindexed_count bigint,
  catalog_dead_rows bigint,
  statement_new_count bigint,
  query_execution_time double precision,
  query_mean_time double precision,
  primary key (instance_id, db_namespace, at)
);
create index metric_database_at on pgcause.metric_database using brin (at);
comment on table pgcause.metric_database is
  'raw values of group database, a row per instance and snapshot and db.namespace';
comment on column pgcause.metric_database.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_database.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_database.db_namespace is
  'label db.namespace; empty when the row does not have it';
comment on column pgcause.metric_database.extension_outdated_count is
  'postgresql.extension.outdated.count: gauge, {extension}; pg_available_extensions installed_version<>default_version';
comment on column pgcause.metric_database.backends is
  'postgresql.backends: gauge, {backend}; pg_stat_database.numbackends; 13-18';
comment on column pgcause.metric_database.commits is
  'postgresql.commits: counter, {transaction}; pg_stat_database.xact_commit; 13-18';
comment on column pgcause.metric_database.rollbacks is
  'postgresql.rollbacks: counter, {transaction}; pg_stat_database.xact_rollback; 13-18';
comment on column pgcause.metric_database.blks_hit is
  'postgresql.blks_hit: counter, {block}; pg_stat_database.blks_hit; 13-18';
comment on column pgcause.metric_database.blks_read is
  'postgresql.blks_read: counter, {block}; pg_stat_database.blks_read; 13-18';
comment on column pgcause.metric_database.tup_returned is
  'postgresql.tup_returned: counter, {row}; pg_stat_database.tup_returned; 13-18';
comment on column pgcause.metric_database.tup_fetched is
  'postgresql.tup_fetched: counter, {row}; pg_stat_database.tup_fetched; 13-18';
comment on column pgcause.metric_database.tup_inserted is
  'postgresql.tup_inserted: counter, {row}; pg_stat_database.tup_inserted; 13-18';
comment on column pgcause.metric_database.tup_updated is
  'postgresql.tup_updated: counter, {row}; pg_stat_database.tup_updated; 13-18';
comment on column pgcause.metric_database.tup_deleted is
  'postgresql.tup_deleted: counter, {row}; pg_stat_database.tup_deleted; 13-18';
comment on column pgcause.metric_database.deadlocks is
  'postgresql.deadlocks: counter, {deadlock}; pg_stat_database.deadlocks; 13-18';
comment on column pgcause.metric_database.temp_files is
  'postgresql.temp_files: counter, {file}; pg_stat_database.temp_files; 13-18';
comment on column pgcause.metric_database.temp_io is
  'postgresql.temp.io: counter, By; pg_stat_database.temp_bytes; 13-18';
comment on column pgcause.metric_database.block_read_time is
  'postgresql.block.read_time: counter, s; blk_read_time/1000; needs track_io_timing';
comment on column pgcause.metric_database.block_write_time is
  'postgresql.block.write_time: counter, s; blk_write_time/1000; needs track_io_timing';
comment on column pgcause.metric_database.checksum_failures is
  'postgresql.checksum.failures: counter, {failure}; checksum_failures; NULL when checksums off; 13-18';
comment on column pgcause.metric_database.session_count is
  'postgresql.session.count: counter, {session}; sessions; 14-18';
comment on column pgcause.metric_database.session_abandoned is
  'postgresql.session.abandoned: counter, {session}; sessions_abandoned; 14-18';
comment on column pgcause.metric_database.session_fatal is
  'postgresql.session.fatal: counter, {session}; sessions_fatal; 14-18';
comment on column pgcause.metric_database.session_killed is
  'postgresql.session.killed: counter, {session}; sessions_killed; 14-18';
comment on column pgcause.metric_database.parallel_workers_planned is
  'postgresql.parallel.workers.planned: counter, {worker}; parallel_workers_to_launch; 18';
comment on column pgcause.metric_database.parallel_workers_launched is
  'postgresql.parallel.workers.launched: counter, {worker}; parallel_workers_launched; 18';
comment on column pgcause.metric_database.db_size is
  'postgresql.db_size: gauge, By; pg_database_size(); 13-18';
comment on column pgcause.metric_database.cache_hit_ratio is
  'postgresql.cache.hit_ratio: derived, 1; d(blks_hit)/d(blks_hit+blks_read), only if the denominator > 1000 blocks';
comment on column pgcause.metric_database.rollback_ratio is
  'postgresql.rollback.ratio: derived, 1; d(rollbacks)/d(commits+rollbacks), only if > 100 transactions';
comment on column pgcause.metric_database.database_xid_age is
  'postgresql.database.xid.age: gauge, {transaction}; age(pg_database.datfrozenxid); 13-18';
comment on column pgcause.metric_database.database_mxid_age is
  'postgresql.database.mxid.age: gauge, {multixact}; mxid_age(pg_database.datminmxid); 13-18';
comment on column pgcause.metric_database.index_invalid_count is
  'postgresql.index.invalid.count: gauge, {index}; pg_index not indisvalid or not indisready';
comment on column pgcause.metric_database.index_duplicate_count is
  'postgresql.index.duplicate.count: gauge, {index}; same indrelid, indkey, indclass, indpred, indexprs';
comment on column pgcause.metric_database.index_unused_bytes is
  'postgresql.index.unused.bytes: derived, By; indexes with 0 scans in 30 d on primary and every standby, not unique/exclusion/PK';
comment on column pgcause.metric_database.index_per_table_max is
  'postgresql.index.per_table.max: gauge, {index}; max indexes on one table';
comment on column pgcause.metric_database.foreign_key_unindexed_count is
  'postgresql.foreign_key.unindexed.count: gauge, {constraint}; pg_constraint contype f without leading index';
comment on column pgcause.metric_database.catalog_dead_rows is
  'postgresql.catalog.dead_rows: gauge, {row}; sum n_dead_tup in pg_stat_sys_tables (pg_catalog)';
comment on column pgcause.metric_database.statement_new_count is
  'postgresql.statement.new.count: event, {query}; query ids seen for the first time in 7 d';
comment on column pgcause.metric_database.query_execution_time is
  'postgresql.query.execution.time: counter, s; sum over database';
comment on column pgcause.metric_database.query_mean_time is
  'postgresql.query.mean_time: derived, s; d(sum exec_time)/d(sum calls)';

create table pgcause.metric_agent (
  at timestamptz not null,
  instance_id text not null,
  collector_id text not null default '',
  agent_heartbeat bigint,
  agent_sample_dropped bigint,
  agent_clock_skew double precision,
  primary key (instance_id, collector_id, at)
);
create index metric_agent_at on pgcause.metric_agent using brin (at);
comment on table pgcause.metric_agent is
  'raw values of group agent, a row per instance and snapshot and collector.id';
comment on column pgcause.metric_agent.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_agent.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_agent.collector_id is
  'label collector.id; empty when the row does not have it';
comment on column pgcause.metric_agent.agent_heartbeat is
  'agent.heartbeat: event, {beat}; one per frame';
comment on column pgcause.metric_agent.agent_sample_dropped is
  'agent.sample.dropped: counter, {sample}; local buffer overflow counter';
comment on column pgcause.metric_agent.agent_clock_skew is
  'agent.clock.skew: gauge, s; bridge receive time minus frame time, min over 1 min';

create table pgcause.metric_agent_group (
  at timestamptz not null,
  instance_id text not null,
  collector_id text not null default '',
  query_group text not null default '',
  agent_collect_duration double precision,
  agent_query_timeout bigint,
  primary key (instance_id, collector_id, query_group, at)
);
create index metric_agent_group_at on pgcause.metric_agent_group using brin (at);
comment on table pgcause.metric_agent_group is
  'raw values of group agent_group, a row per instance and snapshot and collector.id, query.group';
comment on column pgcause.metric_agent_group.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_agent_group.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_agent_group.collector_id is
  'label collector.id; empty when the row does not have it';
comment on column pgcause.metric_agent_group.query_group is
  'label query.group; empty when the row does not have it';
comment on column pgcause.metric_agent_group.agent_collect_duration is
  'agent.collect.duration: gauge, s; wall time per query group';
comment on column pgcause.metric_agent_group.agent_query_timeout is
  'agent.query.timeout: counter, {timeout}; collection statements cancelled by own statement_timeout';

create table pgcause.metric_connection (
  at timestamptz not null,
  instance_id text not null,
  state text not null default '',
  db_namespace text not null default '',
  user_name text not null default '',
  application_name text not null default '',
  connection_count bigint,
  primary key (instance_id, state, db_namespace, user_name, application_name, at)
);
create index metric_connection_at on pgcause.metric_connection using brin (at);
comment on table pgcause.metric_connection is
  'raw values of group connection, a row per instance and snapshot and state, db.namespace, user.name, application.name';
comment on column pgcause.metric_connection.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_connection.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_connection.state is
  'label state; empty when the row does not have it';
comment on column pgcause.metric_connection.db_namespace is
  'label db.namespace; empty when the row does not have it';
comment on column pgcause.metric_connection.user_name is
  'label user.name; empty when the row does not have it';
comment on column pgcause.metric_connection.application_name is
  'label application.name; empty when the row does not have it';
comment on column pgcause.metric_connection.connection_count is
  'postgresql.connection.count: gauge, {connection}; pg_stat_activity.state where backend_type=client backend; 13-18';

create table pgcause.metric_activity (
  at timestamptz not null,
  instance_id text not null,
  connection_utilization double precision,
  session_blocked_count bigint,
  lock_utilization double precision,
  lock_fastpath_miss_ratio double precision,
  query_max_age double precision,
  prepared_transaction_count bigint,
  prepared_transaction_max_age double precision,
  autovacuum_worker_count bigint,
  autovacuum_worker_in_delay_count bigint,
  autovacuum_wraparound_count bigint,
  autovacuum_worker_max_age double precision,
  primary key (instance_id, at)
);
create index metric_activity_at on pgcause.metric_activity using brin (at);
comment on table pgcause.metric_activity is
  'raw values of group activity, a row per instance and snapshot';
comment on column pgcause.metric_activity.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_activity.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_activity.connection_utilization is
  'postgresql.connection.utilization: derived, 1; client backends / (connection.max - connection.reserved)';
comment on column pgcause.metric_activity.session_blocked_count is
  'postgresql.session.blocked.count: gauge, {session}; count where wait_event_type=''Lock''; 13-18';
comment on column pgcause.metric_activity.lock_utilization is
  'postgresql.lock.utilization: derived, 1; non-fastpath locks / (max_locks_per_transaction*(max_connections+max_prepared_transactions))';
comment on column pgcause.metric_activity.lock_fastpath_miss_ratio is
  'postgresql.lock.fastpath_miss.ratio: derived, 1; relation locks in weak modes with fastpath=false / all such';
comment on column pgcause.metric_activity.query_max_age is
  'postgresql.query.max_age: gauge, s; max(now()-query_start) where state=active, client backends';
comment on column pgcause.metric_activity.prepared_transaction_count is
  'postgresql.prepared_transaction.count: gauge, {transaction}; pg_prepared_xacts; 13-18';
comment on column pgcause.metric_activity.prepared_transaction_max_age is
  'postgresql.prepared_transaction.max_age: gauge, s; now()-min(prepared)';
comment on column pgcause.metric_activity.autovacuum_worker_count is
  'postgresql.autovacuum.worker.count: gauge, {worker}; backend_type=''autovacuum worker''';
comment on column pgcause.metric_activity.autovacuum_worker_in_delay_count is
  'postgresql.autovacuum.worker.in_delay.count: gauge, {worker}; workers with wait_event VacuumDelay';
comment on column pgcause.metric_activity.autovacuum_wraparound_count is
  'postgresql.autovacuum.wraparound.count: gauge, {worker}; workers whose query ends ''(to prevent wraparound)''';
comment on column pgcause.metric_activity.autovacuum_worker_max_age is
  'postgresql.autovacuum.worker.max_age: gauge, s; oldest worker xact_start';

create table pgcause.metric_wait (
  at timestamptz not null,
  instance_id text not null,
  wait_type text not null default '',
  wait_event text not null default '',
  session_wait_count bigint,
  session_wait_share double precision,
  primary key (instance_id, wait_type, wait_event, at)
);
create index metric_wait_at on pgcause.metric_wait using brin (at);
comment on table pgcause.metric_wait is
  'raw values of group wait, a row per instance and snapshot and wait.type, wait.event';
comment on column pgcause.metric_wait.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_wait.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_wait.wait_type is
  'label wait.type; empty when the row does not have it';
comment on column pgcause.metric_wait.wait_event is
  'label wait.event; empty when the row does not have it';
comment on column pgcause.metric_wait.session_wait_count is
  'postgresql.session.wait.count: gauge, {session}; pg_stat_activity.wait_event_type/wait_event for state=active or background; lower-case the event';
comment on column pgcause.metric_wait.session_wait_share is
  'postgresql.session.wait.share: derived, 1; session.wait.count / all active sessions in the tick';

create table pgcause.metric_lock (
  at timestamptz not null,
  instance_id text not null,
  lock_mode text not null default '',
  lock_type text not null default '',
  lock_waiting_count bigint,
  database_locks bigint,
  primary key (instance_id, lock_mode, lock_type, at)
);
create index metric_lock_at on pgcause.metric_lock using brin (at);
comment on table pgcause.metric_lock is
  'raw values of group lock, a row per instance and snapshot and lock.mode, lock.type';
comment on column pgcause.metric_lock.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_lock.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_lock.lock_mode is
  'label lock.mode; empty when the row does not have it';
comment on column pgcause.metric_lock.lock_type is
  'label lock.type; empty when the row does not have it';
comment on column pgcause.metric_lock.lock_waiting_count is
  'postgresql.lock.waiting.count: gauge, {lock}; pg_locks where not granted; 13-18';
comment on column pgcause.metric_lock.database_locks is
  'postgresql.database.locks: gauge, {lock}; pg_locks granted; 13-18';

create table pgcause.metric_lock_wait (
  at timestamptz not null,
  instance_id text not null,
  lock_mode text not null default '',
  lock_wait_max_age double precision,
  primary key (instance_id, lock_mode, at)
);
create index metric_lock_wait_at on pgcause.metric_lock_wait using brin (at);
comment on table pgcause.metric_lock_wait is
  'raw values of group lock_wait, a row per instance and snapshot and lock.mode';
comment on column pgcause.metric_lock_wait.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_lock_wait.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_lock_wait.lock_mode is
  'label lock.mode; empty when the row does not have it';
comment on column pgcause.metric_lock_wait.lock_wait_max_age is
  'postgresql.lock.wait.max_age: gauge, s; 14-18: now()-pg_locks.waitstart; 13: now()-pg_stat_activity.state_change approximation';

create table pgcause.metric_blocker (
  at timestamptz not null,
  instance_id text not null,
  blocker_state text not null default '',
  blocker_kind text not null default '',
  lock_blocker_blocked_sessions bigint,
  primary key (instance_id, blocker_state, blocker_kind, at)
);
create index metric_blocker_at on pgcause.metric_blocker using brin (at);
comment on table pgcause.metric_blocker is
  'raw values of group blocker, a row per instance and snapshot and blocker.state, blocker.kind';
comment on column pgcause.metric_blocker.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_blocker.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_blocker.blocker_state is
  'label blocker.state; empty when the row does not have it';
comment on column pgcause.metric_blocker.blocker_kind is
  'label blocker.kind; empty when the row does not have it';
comment on column pgcause.metric_blocker.lock_blocker_blocked_sessions is
  'postgresql.lock.blocker.blocked_sessions: gauge, {session}; transitive closure over pg_blocking_pids(); blocker.kind=session|prepared_xact (pid 0)|autovacuum';

create table pgcause.metric_lock_session (
  at timestamptz not null,
  instance_id text not null,
  process_pid text not null default '',
  lock_role text not null default '',
  lock_mode text not null default '',
  db_namespace text not null default '',
  user_name text not null default '',
  application_name text not null default '',
  state text not null default '',
  lock_session_blocked_sessions bigint,
  lock_session_transaction_age double precision,
  primary key (instance_id, process_pid, lock_role, lock_mode, db_namespace, user_name,
    application_name, state, at)
);
create index metric_lock_session_at on pgcause.metric_lock_session using brin (at);
comment on table pgcause.metric_lock_session is
  'raw values of group lock_session, a row per instance and snapshot and process.pid, lock.role, lock.mode, db.namespace, user.name, application.name, state';
comment on column pgcause.metric_lock_session.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_lock_session.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_lock_session.process_pid is
  'label process.pid; empty when the row does not have it';
comment on column pgcause.metric_lock_session.lock_role is
  'label lock.role; empty when the row does not have it';
comment on column pgcause.metric_lock_session.lock_mode is
  'label lock.mode; empty when the row does not have it';
comment on column pgcause.metric_lock_session.db_namespace is
  'label db.namespace; empty when the row does not have it';
comment on column pgcause.metric_lock_session.user_name is
  'label user.name; empty when the row does not have it';
comment on column pgcause.metric_lock_session.application_name is
  'label application.name; empty when the row does not have it';
comment on column pgcause.metric_lock_session.state is
  'label state; empty when the row does not have it';
comment on column pgcause.metric_lock_session.lock_session_blocked_sessions is
  'postgresql.lock.session.blocked_sessions: gauge, {session}; transitive closure over pg_blocking_pids(); only while sessions wait on Lock, at most 5 per role; lock.role=root_blocker (holds and does not wait) or queue_head (waits and blocks others)';
comment on column pgcause.metric_lock_session.lock_session_transaction_age is
  'postgresql.lock.session.transaction_age: gauge, s; clock_timestamp()-xact_start of that session';

create table pgcause.metric_transaction (
  at timestamptz not null,
  instance_id text not null,
  state text not null default '',
  transaction_max_age double precision,
  primary key (instance_id, state, at)
);
create index metric_transaction_at on pgcause.metric_transaction using brin (at);
comment on table pgcause.metric_transaction is
  'raw values of group transaction, a row per instance and snapshot and state';
comment on column pgcause.metric_transaction.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_transaction.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_transaction.state is
  'label state; empty when the row does not have it';
comment on column pgcause.metric_transaction.transaction_max_age is
  'postgresql.transaction.max_age: gauge, s; max(now()-xact_start) by state; 13-18';

create table pgcause.metric_xmin (
  at timestamptz not null,
  instance_id text not null,
  holder text not null default '',
  xmin_age bigint,
  primary key (instance_id, holder, at)
);
create index metric_xmin_at on pgcause.metric_xmin using brin (at);
comment on table pgcause.metric_xmin is
  'raw values of group xmin, a row per instance and snapshot and holder';
comment on column pgcause.metric_xmin.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_xmin.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_xmin.holder is
  'label holder; empty when the row does not have it';
comment on column pgcause.metric_xmin.xmin_age is
  'postgresql.xmin.age: gauge, {transaction}; holder: running_transaction (backend_xmin/backend_xid), standby_feedback (pg_stat_replication.backend_xmin), prepared_transaction, replication_slot (xmin), replication_slot_catalog (catalog_xmin)';

create table pgcause.metric_session_time (
  at timestamptz not null,
  instance_id text not null,
  db_namespace text not null default '',
  kind text not null default '',
  session_time double precision,
  primary key (instance_id, db_namespace, kind, at)
);
create index metric_session_time_at on pgcause.metric_session_time using brin (at);
comment on table pgcause.metric_session_time is
  'raw values of group session_time, a row per instance and snapshot and db.namespace, kind';
comment on column pgcause.metric_session_time.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_session_time.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_session_time.db_namespace is
  'label db.namespace; empty when the row does not have it';
comment on column pgcause.metric_session_time.kind is
  'label kind; empty when the row does not have it';
comment on column pgcause.metric_session_time.session_time is
  'postgresql.session.time: counter, s; session_time, active_time, idle_in_transaction_time (ms/1000); 14-18';

create table pgcause.metric_checkpoint (
  at timestamptz not null,
  instance_id text not null,
  type text not null default '',
  bgwriter_checkpoint_count bigint,
  primary key (instance_id, type, at)
);
create index metric_checkpoint_at on pgcause.metric_checkpoint using brin (at);
comment on table pgcause.metric_checkpoint is
  'raw values of group checkpoint, a row per instance and snapshot and type';
comment on column pgcause.metric_checkpoint.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_checkpoint.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_checkpoint.type is
  'label type; empty when the row does not have it';
comment on column pgcause.metric_checkpoint.bgwriter_checkpoint_count is
  'postgresql.bgwriter.checkpoint.count: counter, {checkpoint}; 13-16 pg_stat_bgwriter.checkpoints_timed/_req; 17-18 pg_stat_checkpointer.num_timed/num_requested';

create table pgcause.metric_checkpoint_time (
  at timestamptz not null,
  instance_id text not null,
  type text not null default '',
  bgwriter_duration double precision,
  primary key (instance_id, type, at)
);
create index metric_checkpoint_time_at on pgcause.metric_checkpoint_time using brin (at);
comment on table pgcause.metric_checkpoint_time is
  'raw values of group checkpoint_time, a row per instance and snapshot and type';
comment on column pgcause.metric_checkpoint_time.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_checkpoint_time.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_checkpoint_time.type is
  'label type; empty when the row does not have it';
comment on column pgcause.metric_checkpoint_time.bgwriter_duration is
  'postgresql.bgwriter.duration: counter, ms; 13-16 checkpoint_write_time/_sync_time; 17-18 write_time/sync_time';

create table pgcause.metric_wal (
  at timestamptz not null,
  instance_id text not null,
  checkpoint_done bigint,
  bgwriter_buffers_allocated bigint,
  bgwriter_maxwritten bigint,
  checkpoint_age double precision,
  checkpoint_wal_distance bigint,
  wal_lsn bigint,
  wal_records bigint,
  wal_fpi bigint,
  wal_bytes bigint,
  wal_buffers_full bigint,
  wal_writes bigint,
  wal_syncs bigint,
  wal_sync_time double precision,
  wal_dir_size bigint,
  wal_age double precision,
  wal_archive_count bigint,
  wal_archive_failed bigint,
  wal_archive_age double precision,
  wal_archive_pending bigint,
  primary key (instance_id, at)
);
create index metric_wal_at on pgcause.metric_wal using brin (at);
comment on table pgcause.metric_wal is
  'raw values of group wal, a row per instance and snapshot';
comment on column pgcause.metric_wal.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_wal.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_wal.checkpoint_done is
  'postgresql.checkpoint.done: counter, {checkpoint}; pg_stat_checkpointer.num_done; 18 only';
comment on column pgcause.metric_wal.bgwriter_buffers_allocated is
  'postgresql.bgwriter.buffers.allocated: counter, {buffer}; buffers_alloc; 13-18';
comment on column pgcause.metric_wal.bgwriter_maxwritten is
  'postgresql.bgwriter.maxwritten: counter, {stop}; maxwritten_clean; 13-18';
comment on column pgcause.metric_wal.checkpoint_age is
  'postgresql.checkpoint.age: gauge, s; now()-pg_control_checkpoint().checkpoint_time; 13-18';
comment on column pgcause.metric_wal.checkpoint_wal_distance is
  'postgresql.checkpoint.wal_distance: gauge, By; current LSN - redo_lsn';
comment on column pgcause.metric_wal.wal_lsn is
  'postgresql.wal.lsn: counter, By; pg_current_wal_insert_lsn()-0/0 (primary) or pg_last_wal_replay_lsn()-0/0; 13-18';
comment on column pgcause.metric_wal.wal_records is
  'postgresql.wal.records: counter, {record}; pg_stat_wal.wal_records; 14-18';
comment on column pgcause.metric_wal.wal_fpi is
  'postgresql.wal.fpi: counter, {image}; pg_stat_wal.wal_fpi; 14-18';
comment on column pgcause.metric_wal.wal_bytes is
  'postgresql.wal.bytes: counter, By; pg_stat_wal.wal_bytes; 14-18';
comment on column pgcause.metric_wal.wal_buffers_full is
  'postgresql.wal.buffers_full: counter, {event}; pg_stat_wal.wal_buffers_full; 14-18';
comment on column pgcause.metric_wal.wal_writes is
  'postgresql.wal.writes: counter, {op}; 14-17 pg_stat_wal.wal_write; 18 sum(pg_stat_io.writes) object=wal context=normal';
comment on column pgcause.metric_wal.wal_syncs is
  'postgresql.wal.syncs: counter, {op}; 14-17 wal_sync; 18 sum(pg_stat_io.fsyncs) object=wal';
comment on column pgcause.metric_wal.wal_sync_time is
  'postgresql.wal.sync_time: counter, s; 14-17 wal_sync_time/1000; 18 sum(pg_stat_io.fsync_time)/1000; needs track_wal_io_timing';
comment on column pgcause.metric_wal.wal_dir_size is
  'postgresql.wal.dir.size: gauge, By; pg_ls_waldir(); 13-18, pg_monitor ok';
comment on column pgcause.metric_wal.wal_age is
  'postgresql.wal.age: gauge, s; age of oldest file in pg_wal';
comment on column pgcause.metric_wal.wal_archive_count is
  'postgresql.wal.archive.count: counter, {segment}; pg_stat_archiver.archived_count';
comment on column pgcause.metric_wal.wal_archive_failed is
  'postgresql.wal.archive.failed: counter, {segment}; pg_stat_archiver.failed_count';
comment on column pgcause.metric_wal.wal_archive_age is
  'postgresql.wal.archive.age: gauge, s; now()-last_archived_time';
comment on column pgcause.metric_wal.wal_archive_pending is
  'postgresql.wal.archive.pending: gauge, {segment}; .ready files via pg_ls_archive_statusdir(); 13-18, pg_monitor ok';

create table pgcause.metric_buffer_write (
  at timestamptz not null,
  instance_id text not null,
  source text not null default '',
  bgwriter_buffers_writes bigint,
  primary key (instance_id, source, at)
);
create index metric_buffer_write_at on pgcause.metric_buffer_write using brin (at);
comment on table pgcause.metric_buffer_write is
  'raw values of group buffer_write, a row per instance and snapshot and source';
comment on column pgcause.metric_buffer_write.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_buffer_write.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_buffer_write.source is
  'label source; empty when the row does not have it';
comment on column pgcause.metric_buffer_write.bgwriter_buffers_writes is
  'postgresql.bgwriter.buffers.writes: counter, {buffer}; 13-16 pg_stat_bgwriter.buffers_*; 17-18 checkpoints=pg_stat_checkpointer.buffers_written, bgwriter=buffers_clean, backend=sum(pg_stat_io.writes) and backend_fsync=sum(fsyncs) over object=relation, backend_type not checkpointer/background writer';

create table pgcause.metric_log_event (
  at timestamptz not null,
  instance_id text not null,
  event text not null default '',
  severity text not null default '',
  sqlstate text not null default '',
  db_namespace text not null default '',
  log_events bigint,
  primary key (instance_id, event, severity, sqlstate, db_namespace, at)
);
create index metric_log_event_at on pgcause.metric_log_event using brin (at);
comment on table pgcause.metric_log_event is
  'raw values of group log_event, a row per instance and snapshot and event, severity, sqlstate, db.namespace';
comment on column pgcause.metric_log_event.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_log_event.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_log_event.event is
  'label event; empty when the row does not have it';
comment on column pgcause.metric_log_event.severity is
  'label severity; empty when the row does not have it';
comment on column pgcause.metric_log_event.sqlstate is
  'label sqlstate; empty when the row does not have it';
comment on column pgcause.metric_log_event.db_namespace is
  'label db.namespace; empty when the row does not have it';
comment on column pgcause.metric_log_event.log_events is
  'postgresql.log.events: event, {event}; csvlog/jsonlog(15+)/stderr tail; RDS: log file API or CloudWatch Logs';

create table pgcause.metric_cpu (
  at timestamptz not null,
  instance_id text not null,
  cpu_mode text not null default '',
  cpu_utilization double precision,
  primary key (instance_id, cpu_mode, at)
);
create index metric_cpu_at on pgcause.metric_cpu using brin (at);
comment on table pgcause.metric_cpu is
  'raw values of group cpu, a row per instance and snapshot and cpu.mode';
comment on column pgcause.metric_cpu.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_cpu.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_cpu.cpu_mode is
  'label cpu.mode; empty when the row does not have it';
comment on column pgcause.metric_cpu.cpu_utilization is
  'system.cpu.utilization: gauge, 1; /proc/stat deltas';

create table pgcause.metric_host (
  at timestamptz not null,
  instance_id text not null,
  cpu_logical_count double precision,
  cpu_load_average_1m double precision,
  memory_linux_available bigint,
  memory_limit bigint,
  memory_linux_dirty bigint,
  memory_oom_kill bigint,
  memory_linux_thp_enabled bigint,
  network_tcp_retransmit_ratio double precision,
  network_listen_overflows bigint,
  filehandle_utilization double precision,
  processes_created bigint,
  time_offset double precision,
  container_cpu_throttled_ratio double precision,
  process_memory_anon_max bigint,
  primary key (instance_id, at)
);
create index metric_host_at on pgcause.metric_host using brin (at);
comment on table pgcause.metric_host is
  'raw values of group host, a row per instance and snapshot';
comment on column pgcause.metric_host.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_host.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_host.cpu_logical_count is
  'system.cpu.logical.count: gauge, {cpu}; /proc/cpuinfo or cgroup quota';
comment on column pgcause.metric_host.cpu_load_average_1m is
  'system.cpu.load_average.1m: gauge, {thread}; /proc/loadavg';
comment on column pgcause.metric_host.memory_linux_available is
  'system.memory.linux.available: gauge, By; /proc/meminfo MemAvailable';
comment on column pgcause.metric_host.memory_limit is
  'system.memory.limit: gauge, By; /proc/meminfo MemTotal or cgroup memory.max';
comment on column pgcause.metric_host.memory_linux_dirty is
  'system.memory.linux.dirty: gauge, By; /proc/meminfo Dirty+Writeback';
comment on column pgcause.metric_host.memory_oom_kill is
  'system.memory.oom_kill: counter, {kill}; /proc/vmstat oom_kill, cgroup memory.events oom_kill';
comment on column pgcause.metric_host.memory_linux_thp_enabled is
  'system.memory.linux.thp_enabled: state, 1; /sys/kernel/mm/transparent_hugepage/enabled = always';
comment on column pgcause.metric_host.network_tcp_retransmit_ratio is
  'system.network.tcp.retransmit.ratio: derived, 1; /proc/net/snmp d(RetransSegs)/d(OutSegs)';
comment on column pgcause.metric_host.network_listen_overflows is
  'system.network.listen.overflows: counter, {event}; /proc/net/netstat TcpExt ListenOverflows';
comment on column pgcause.metric_host.filehandle_utilization is
  'system.filehandle.utilization: gauge, 1; /proc/sys/fs/file-nr';
comment on column pgcause.metric_host.processes_created is
  'system.processes.created: counter, {process}; /proc/stat processes';
comment on column pgcause.metric_host.time_offset is
  'system.time.offset: gauge, s; adjtimex';
comment on column pgcause.metric_host.container_cpu_throttled_ratio is
  'container.cpu.throttled.ratio: derived, 1; cgroup v2 cpu.stat d(nr_throttled)/d(nr_periods)';
comment on column pgcause.metric_host.process_memory_anon_max is
  'postgresql.process.memory.anon.max: gauge, By; largest backend';

create table pgcause.metric_paging (
  at timestamptz not null,
  instance_id text not null,
  direction text not null default '',
  paging_operations bigint,
  primary key (instance_id, direction, at)
);
create index metric_paging_at on pgcause.metric_paging using brin (at);
comment on table pgcause.metric_paging is
  'raw values of group paging, a row per instance and snapshot and direction';
comment on column pgcause.metric_paging.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_paging.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_paging.direction is
  'label direction; empty when the row does not have it';
comment on column pgcause.metric_paging.paging_operations is
  'system.paging.operations: counter, {operation}; /proc/vmstat pswpin, pswpout';

create table pgcause.metric_pressure (
  at timestamptz not null,
  instance_id text not null,
  resource text not null default '',
  kind text not null default '',
  pressure_stalled_time double precision,
  primary key (instance_id, resource, kind, at)
);
create index metric_pressure_at on pgcause.metric_pressure using brin (at);
comment on table pgcause.metric_pressure is
  'raw values of group pressure, a row per instance and snapshot and resource, kind';
comment on column pgcause.metric_pressure.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_pressure.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_pressure.resource is
  'label resource; empty when the row does not have it';
comment on column pgcause.metric_pressure.kind is
  'label kind; empty when the row does not have it';
comment on column pgcause.metric_pressure.pressure_stalled_time is
  'system.pressure.stalled_time: counter, s; /proc/pressure/* total= (us)';

create table pgcause.metric_disk (
  at timestamptz not null,
  instance_id text not null,
  system_device text not null default '',
  disk_io_time double precision,
  disk_await double precision,
  disk_utilization double precision,
  disk_rotational bigint,
  primary key (instance_id, system_device, at)
);
create index metric_disk_at on pgcause.metric_disk using brin (at);
comment on table pgcause.metric_disk is
  'raw values of group disk, a row per instance and snapshot and system.device';
comment on column pgcause.metric_disk.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_disk.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_disk.system_device is
  'label system.device; empty when the row does not have it';
comment on column pgcause.metric_disk.disk_io_time is
  'system.disk.io_time: counter, s; /proc/diskstats field 10 (ms)';
comment on column pgcause.metric_disk.disk_await is
  'system.disk.await: derived, s; d(operation_time)/d(operations), only if > 10 operations';
comment on column pgcause.metric_disk.disk_utilization is
  'system.disk.utilization: derived, 1; d(io_time)/dt';
comment on column pgcause.metric_disk.disk_rotational is
  'system.disk.rotational: state, 1; /sys/block/*/queue/rotational';

create table pgcause.metric_disk_direction (
  at timestamptz not null,
  instance_id text not null,
  system_device text not null default '',
  disk_io_direction text not null default '',
  disk_operations bigint,
  disk_operation_time double precision,
  disk_io bigint,
  primary key (instance_id, system_device, disk_io_direction, at)
);
create index metric_disk_direction_at on pgcause.metric_disk_direction using brin (at);
comment on table pgcause.metric_disk_direction is
  'raw values of group disk_direction, a row per instance and snapshot and system.device, disk.io.direction';
comment on column pgcause.metric_disk_direction.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_disk_direction.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_disk_direction.system_device is
  'label system.device; empty when the row does not have it';
comment on column pgcause.metric_disk_direction.disk_io_direction is
  'label disk.io.direction; empty when the row does not have it';
comment on column pgcause.metric_disk_direction.disk_operations is
  'system.disk.operations: counter, {operation}; /proc/diskstats';
comment on column pgcause.metric_disk_direction.disk_operation_time is
  'system.disk.operation_time: counter, s; /proc/diskstats';
comment on column pgcause.metric_disk_direction.disk_io is
  'system.disk.io: counter, By; /proc/diskstats sectors*512';

create table pgcause.metric_filesystem (
  at timestamptz not null,
  instance_id text not null,
  system_filesystem_mountpoint text not null default '',
  postgresql_role text not null default '',
  filesystem_utilization double precision,
  filesystem_available double precision,
  filesystem_inodes_utilization double precision,
  filesystem_readonly bigint,
  primary key (instance_id, system_filesystem_mountpoint, postgresql_role, at)
);
create index metric_filesystem_at on pgcause.metric_filesystem using brin (at);
comment on table pgcause.metric_filesystem is
  'raw values of group filesystem, a row per instance and snapshot and system.filesystem.mountpoint, postgresql.role';
comment on column pgcause.metric_filesystem.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_filesystem.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_filesystem.system_filesystem_mountpoint is
  'label system.filesystem.mountpoint; empty when the row does not have it';
comment on column pgcause.metric_filesystem.postgresql_role is
  'label postgresql.role; empty when the row does not have it';
comment on column pgcause.metric_filesystem.filesystem_utilization is
  'system.filesystem.utilization: gauge, 1; statvfs';
comment on column pgcause.metric_filesystem.filesystem_available is
  'system.filesystem.available: derived, By; statvfs f_bavail';
comment on column pgcause.metric_filesystem.filesystem_inodes_utilization is
  'system.filesystem.inodes.utilization: gauge, 1; statvfs';
comment on column pgcause.metric_filesystem.filesystem_readonly is
  'system.filesystem.readonly: state, 1; /proc/mounts ro flag';

create table pgcause.metric_network (
  at timestamptz not null,
  instance_id text not null,
  network_interface_name text not null default '',
  network_errors bigint,
  primary key (instance_id, network_interface_name, at)
);
create index metric_network_at on pgcause.metric_network using brin (at);
comment on table pgcause.metric_network is
  'raw values of group network, a row per instance and snapshot and network.interface.name';
comment on column pgcause.metric_network.at is
  'when the instance was sampled, by its own clock';
comment on column pgcause.metric_network.instance_id is
  'the PostgreSQL instance';
comment on column pgcause.metric_network.network_interface_name is
  'label network.interface.name; empty when the row does not have it';
comment on column pgcause.metric_network.network_errors is
  'system.network.errors: counter, {error}; /proc/net/dev';
