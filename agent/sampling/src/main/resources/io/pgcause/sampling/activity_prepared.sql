-- majors 13-18
select count(*) as "postgresql.prepared_transaction.count",
  max(extract(epoch from clock_timestamp() - prepared))::float8 as "postgresql.prepared_transaction.max_age"
from pg_prepared_xacts
