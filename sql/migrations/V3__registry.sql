-- Who is known: instances, and the rules that alerts refer to.

create table pgcause.instance (
  instance_id text primary key,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  agent_id text not null default '',
  check (first_seen <= last_seen)
);
comment on table pgcause.instance is 'PostgreSQL instances that were ever sampled';
comment on column pgcause.instance.instance_id is 'the PostgreSQL instance';
comment on column pgcause.instance.first_seen is 'time of its first snapshot';
comment on column pgcause.instance.last_seen is 'time of its latest snapshot';
comment on column pgcause.instance.agent_id is 'the agent that sent the latest; empty when unknown';

create table pgcause.rule (
  rule_id text primary key
);
comment on table pgcause.rule is 'rules that were ever published';
comment on column pgcause.rule.rule_id is 'the rule''s name';

create table pgcause.rule_version (
  rule_id text not null references pgcause.rule,
  version integer not null,
  text text not null,
  published_at timestamptz not null default clock_timestamp(),
  primary key (rule_id, version)
);
comment on table pgcause.rule_version is 'what a rule said when it matched; append only';
comment on column pgcause.rule_version.rule_id is 'the rule''s name';
comment on column pgcause.rule_version.version is 'grows with every change of the rule';
comment on column pgcause.rule_version.text is 'the rule file, word for word';
comment on column pgcause.rule_version.published_at is
  'when the row was written, by this server''s clock';
