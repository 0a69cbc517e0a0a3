-- Views to begin with. They hold no data and cost nothing while nobody reads them.

create view pgcause.alert_explained as
select
  alert.alert_id,
  alert.instance_id,
  alert.severity,
  alert.matched_at,
  alert.rule_id,
  alert.title,
  step.position as step,
  step.content ->> 'node' as node,
  step.content ->> 'title' as node_title,
  step.content ->> 'means' as node_means,
  array(
    select
      coalesce(nullif(number.content ->> 'metric', ''), number.content ->> 'expression')
        || coalesce('{' || nullif(number.content ->> 'labels', '') || '}', '')
        || ' = ' || (number.content ->> 'value')
        || coalesce(' ' || nullif(number.content ->> 'unit', '1'), '')
        || ' at ' || (number.content ->> 'at')
    from jsonb_array_elements(step.content -> 'evidence')
      with ordinality as number (content, position)
    order by number.position
  ) as evidence
from pgcause.alert
cross join lateral jsonb_array_elements(alert.path)
  with ordinality as step (content, position);
comment on view pgcause.alert_explained is
  'the causal path of every alert, a row per node, root first, with the numbers that speak for it';
comment on column pgcause.alert_explained.alert_id is 'as in alert';
comment on column pgcause.alert_explained.instance_id is 'the PostgreSQL instance';
comment on column pgcause.alert_explained.severity is 'of the effect';
comment on column pgcause.alert_explained.matched_at is
  'time of the sample that completed the pattern';
comment on column pgcause.alert_explained.rule_id is 'the rule that matched';
comment on column pgcause.alert_explained.title is 'the rule in a few words';
comment on column pgcause.alert_explained.step is 'place in the path; 1 is the root cause';
comment on column pgcause.alert_explained.node is 'node of the causal graph';
comment on column pgcause.alert_explained.node_title is 'the node for people';
comment on column pgcause.alert_explained.node_means is 'what happens there, a sentence';
comment on column pgcause.alert_explained.evidence is
  'metric{labels} = value unit at time, as many as there are';

-- An instance is found by walking the primary key from one instance to the next: as many probes as
-- there are instances, however many snapshots each has.
create view pgcause.latest_activity as
with recursive known as (
  (select instance_id from pgcause.metric_instance order by instance_id limit 1)
  union all
  select (
    select next.instance_id
    from pgcause.metric_instance as next
    where next.instance_id > known.instance_id
    order by next.instance_id
    limit 1)
  from known
  where known.instance_id is not null
)
select
  latest.instance_id,
  latest.at,
  latest.up = 1 as up,
  latest.in_recovery = 1 as in_recovery,
  activity.connection_utilization,
  activity.session_blocked_count as blocked_sessions,
  activity.query_max_age as oldest_query_seconds,
  (
    select max(transaction_max_age)
    from pgcause.metric_transaction as transaction
    where transaction.instance_id = latest.instance_id and transaction.at = latest.at
  ) as oldest_transaction_seconds
from known
cross join lateral (
  select instance.instance_id, instance.at, instance.up, instance.in_recovery
  from pgcause.metric_instance as instance
  where instance.instance_id = known.instance_id
  order by instance.at desc
  limit 1
) as latest
left join pgcause.metric_activity as activity
  on activity.instance_id = latest.instance_id and activity.at = latest.at;
comment on view pgcause.latest_activity is
  'the newest snapshot of every instance: who is up, and who is busy or blocked';
comment on column pgcause.latest_activity.instance_id is 'the PostgreSQL instance';
comment on column pgcause.latest_activity.at is 'time of the snapshot';
comment on column pgcause.latest_activity.up is 'whether the agent could connect';
comment on column pgcause.latest_activity.in_recovery is 'whether it was a standby';
comment on column pgcause.latest_activity.connection_utilization is
  'client connections of those that ordinary roles may have, 0 to 1';
comment on column pgcause.latest_activity.blocked_sessions is 'sessions that waited on a lock';
comment on column pgcause.latest_activity.oldest_query_seconds is 'age of the oldest running query';
comment on column pgcause.latest_activity.oldest_transaction_seconds is
  'age of the oldest open transaction, whatever its state';

create view pgcause.open_anomaly as
select
  instance_id,
  metric,
  object,
  detector,
  started_at,
  peak_at,
  value,
  median as usual,
  score
from pgcause.anomaly
where ended_at is null;
comment on view pgcause.open_anomaly is 'series that are not themselves right now';
comment on column pgcause.open_anomaly.instance_id is 'the PostgreSQL instance';
comment on column pgcause.open_anomaly.metric is
  'name in the catalogue; of a counter the rate per second is meant';
comment on column pgcause.open_anomaly.object is 'labels of the series';
comment on column pgcause.open_anomaly.detector is 'which method says so';
comment on column pgcause.open_anomaly.started_at is 'first unusual value';
comment on column pgcause.open_anomaly.peak_at is 'when the most unusual value was seen';
comment on column pgcause.open_anomaly.value is 'the most unusual value so far';
comment on column pgcause.open_anomaly.usual is 'median at that time';
comment on column pgcause.open_anomaly.score is 'distance from the usual, in spreads';

create view pgcause.throughput_1m as
select
  bucket,
  instance_id,
  sum(mean) filter (where metric = 'postgresql.commits') as commits,
  sum(mean) filter (where metric = 'postgresql.rollbacks') as rollbacks,
  sum(mean) filter (where metric = 'postgresql.blks_read') as blocks_read,
  sum(mean) filter (where metric = 'postgresql.temp.io') as temp_bytes,
  sum(mean) filter (where metric = 'postgresql.wal.lsn') as wal_bytes
from pgcause.rollup_1m
where metric in (
  'postgresql.commits',
  'postgresql.rollbacks',
  'postgresql.blks_read',
  'postgresql.temp.io',
  'postgresql.wal.lsn')
group by bucket, instance_id;
comment on view pgcause.throughput_1m is
  'work done per second, mean of each minute, all databases of an instance together';
comment on column pgcause.throughput_1m.bucket is 'start of the minute';
comment on column pgcause.throughput_1m.instance_id is 'the PostgreSQL instance';
comment on column pgcause.throughput_1m.commits is 'transactions per second';
comment on column pgcause.throughput_1m.rollbacks is 'transactions per second';
comment on column pgcause.throughput_1m.blocks_read is
  'blocks per second asked of the operating system';
comment on column pgcause.throughput_1m.temp_bytes is 'bytes per second written to temporary files';
comment on column pgcause.throughput_1m.wal_bytes is 'bytes per second written to the WAL';
