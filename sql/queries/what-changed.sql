-- Which series were different during an alert than in the half hour before, most different first.
-- A change counts in standard deviations of the minutes before; for a series that hardly moved then,
-- in twentieths of its larger level.
--
--   psql -v alert=0123abcd -f what-changed.sql

with span as (
  select instance_id, date_trunc('minute', started_at) as began, matched_at as ended
  from pgcause.alert
  where alert_id = :'alert'
), level as (
  select
    rollup.metric,
    rollup.object,
    avg(rollup.mean) filter (where rollup.bucket < span.began) as before,
    avg(rollup.mean) filter (where rollup.bucket >= span.began) as during,
    stddev_pop(rollup.mean) filter (where rollup.bucket < span.began) as spread
  from span
  join pgcause.rollup_1m as rollup
    on rollup.instance_id = span.instance_id
    and rollup.bucket >= span.began - interval '30 minutes'
    and rollup.bucket <= span.ended
  group by rollup.metric, rollup.object
)
select
  metric,
  object,
  before,
  during,
  abs(during - before) / greatest(spread, greatest(abs(before), abs(during)) / 20) as change
from level
where during <> before
order by change desc, metric, object
limit 20;
