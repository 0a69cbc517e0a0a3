-- What the pipeline makes of the raw families: statistics per minute, anomalies, alerts, and what
-- it refused. Every key is natural, so that a replay finds its own rows.

create table pgcause.rollup_1m (
  bucket timestamptz not null,
  instance_id text not null,
  metric text not null,
  object text not null default '',
  count bigint not null check (count > 0),
  sum double precision not null,
  min double precision not null,
  max double precision not null,
  mean double precision not null,
  stddev double precision not null,
  p50 double precision not null,
  p95 double precision not null,
  p99 double precision not null,
  primary key (instance_id, metric, object, bucket)
);
create index rollup_1m_bucket on pgcause.rollup_1m using brin (bucket);
comment on table pgcause.rollup_1m is
  'statistics of every series over a minute; counters as their per-second rates';
comment on column pgcause.rollup_1m.bucket is 'start of the minute';
comment on column pgcause.rollup_1m.instance_id is 'the PostgreSQL instance';
comment on column pgcause.rollup_1m.metric is
  'name in the catalogue; of a counter the rate per second is meant';
comment on column pgcause.rollup_1m.object is
  'labels of the series, name=value, ...; empty when it has none';
comment on column pgcause.rollup_1m.count is 'values in the minute';
comment on column pgcause.rollup_1m.sum is 'sum of the values, in the unit of the metric';
comment on column pgcause.rollup_1m.min is 'smallest value';
comment on column pgcause.rollup_1m.max is 'largest value';
comment on column pgcause.rollup_1m.mean is 'sum / count';
comment on column pgcause.rollup_1m.stddev is 'of the population; 0 for a single value';
comment on column pgcause.rollup_1m.p50 is 'median';
comment on column pgcause.rollup_1m.p95 is '95th percentile';
comment on column pgcause.rollup_1m.p99 is '99th percentile';

create table pgcause.anomaly (
  instance_id text not null,
  metric text not null,
  object text not null default '',
  detector text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  peak_at timestamptz not null,
  value double precision not null,
  median double precision not null,
  spread double precision not null,
  score double precision not null,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (instance_id, metric, object, detector, started_at)
);
create index anomaly_started on pgcause.anomaly (started_at);
create index anomaly_open on pgcause.anomaly (instance_id) where ended_at is null;
comment on table pgcause.anomaly is
  'a stretch in which a series was not itself; written again as it grows and when it ends';
comment on column pgcause.anomaly.instance_id is 'the PostgreSQL instance';
comment on column pgcause.anomaly.metric is
  'name in the catalogue; of a counter the rate per second is meant';
comment on column pgcause.anomaly.object is
  'labels of the series, name=value, ...; empty when it has none';
comment on column pgcause.anomaly.detector is 'which method says so';
comment on column pgcause.anomaly.started_at is 'first unusual value';
comment on column pgcause.anomaly.ended_at is 'first usual value again; null while it lasts';
comment on column pgcause.anomaly.peak_at is 'when the most unusual value was seen';
comment on column pgcause.anomaly.value is 'the most unusual value so far';
comment on column pgcause.anomaly.median is 'what was usual at that time';
comment on column pgcause.anomaly.spread is
  'how far usual values lie from the median: 1.4826 times the median absolute deviation';
comment on column pgcause.anomaly.score is '(value - median) / spread';
comment on column pgcause.anomaly.updated_at is
  'when the row was last written, by this server''s clock';

create table pgcause.alert (
  alert_id text primary key,
  rule_id text not null,
  rule_version integer not null,
  title text not null,
  severity text not null,
  instance_id text not null,
  started_at timestamptz not null,
  matched_at timestamptz not null,
  says text not null,
  cause text not null,
  root_node text not null,
  path jsonb not null check (jsonb_typeof(path) = 'array'),
  steps jsonb not null default '[]' check (jsonb_typeof(steps) = 'array'),
  subject jsonb not null default '{}' check (jsonb_typeof(subject) = 'object'),
  advice text[] not null default '{}',
  confidence double precision not null check (confidence between 0 and 1),
  origin text not null check (origin in ('graph', 'ml', 'hybrid')),
  frame text not null default '',
  committed_at timestamptz not null default clock_timestamp()
);
create index alert_instance on pgcause.alert (instance_id, matched_at);
create index alert_matched on pgcause.alert (matched_at);
comment on table pgcause.alert is 'a rule that matched on an instance, with all that explains it';
comment on column pgcause.alert.alert_id is
  'made of rule, version, instance and start: a replay makes the same';
comment on column pgcause.alert.rule_id is 'the rule that matched';
comment on column pgcause.alert.rule_version is 'its version at that time, as in rule_version';
comment on column pgcause.alert.title is 'the rule in a few words';
comment on column pgcause.alert.severity is
  'of the effect: critical, high, medium, low or info; says nothing about confidence';
comment on column pgcause.alert.instance_id is 'the PostgreSQL instance';
comment on column pgcause.alert.started_at is 'when the first step of the rule held and the matched window began';
comment on column pgcause.alert.matched_at is 'time of the sample that completed the pattern';
comment on column pgcause.alert.says is 'what on-call should read first';
comment on column pgcause.alert.cause is 'why it happens, a sentence';
comment on column pgcause.alert.root_node is 'most upstream node of the path';
comment on column pgcause.alert.path is
  'array, root first, of {node, title, means,'
  ' evidence: [{expression, metric, labels, value, unit, at}]}';
comment on column pgcause.alert.steps is
  'what the rule''s steps saw: array, in their order, of {step, when, at, evidence}';
comment on column pgcause.alert.subject is
  'whom it is about and what to act on: the labels of a row for each, by the name the rule gives'
  ' them: {root_blocker: {process.pid, ...}, ...}; {} when there is none';
comment on column pgcause.alert.advice is 'what to do, first things first';
comment on column pgcause.alert.confidence is '0 to 1';
comment on column pgcause.alert.origin is 'what found it: graph, ml or hybrid';
comment on column pgcause.alert.frame is
  'epoch and sequence of the frame that completed the pattern; the raw rows are those of the'
  ' instance from started_at to matched_at';
comment on column pgcause.alert.committed_at is 'when the row was written, by this server''s clock';

create table pgcause.dead_letter (
  topic_position text not null,
  reason text not null,
  agent_id text not null default '',
  instance_id text not null default '',
  epoch bigint not null default 0,
  sequence bigint not null default 0,
  at timestamptz not null,
  detail text not null default '',
  head bytea not null default '' check (octet_length(head) <= 16),
  primary key (topic_position, reason)
);
create index dead_letter_at on pgcause.dead_letter (at);
comment on table pgcause.dead_letter is 'what was refused, and why; append only';
comment on column pgcause.dead_letter.topic_position is
  'topic partition and message id: names the message for good';
comment on column pgcause.dead_letter.reason is 'label of the refusal, the same as in the counters';
comment on column pgcause.dead_letter.agent_id is 'empty when unknown';
comment on column pgcause.dead_letter.instance_id is 'empty when unknown';
comment on column pgcause.dead_letter.epoch is 'of the agent''s spool; 0 when unknown';
comment on column pgcause.dead_letter.sequence is 'of the frame in its epoch; 0 when unknown';
comment on column pgcause.dead_letter.at is 'when the bridge or the broker had the message';
comment on column pgcause.dead_letter.detail is 'for people';
comment on column pgcause.dead_letter.head is 'the first bytes of the frame, 16 at most';
