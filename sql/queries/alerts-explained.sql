-- What went wrong on an instance, and why: an alert per row, its path from the root cause on.
--
--   psql -v instance=shop -v since='2026-01-01' -v until='2026-01-02' -f alerts-explained.sql

select
  alert.matched_at,
  alert.severity,
  alert.says,
  string_agg(explained.node_title, ' -> ' order by explained.step) as path,
  alert.advice[1] as first_thing_to_do
from pgcause.alert
join pgcause.alert_explained as explained using (alert_id)
where alert.instance_id = :'instance'
  and alert.matched_at >= :'since'
  and alert.matched_at < :'until'
group by alert.alert_id
order by alert.matched_at, alert.alert_id;
