-- Two roles without login or password: grant them to those who log in.

create function pgcause.grant_access() returns setof text
language plpgsql
as $body$
declare
  granted text;
  relation record;
begin
  foreach granted in array array['pgcause_reader', 'pgcause_writer'] loop
    if to_regrole(granted) is null then
      begin
        execute format('create role %I nologin', granted);
      exception
        -- Roles belong to all databases of a server: a neighbour's migration may have been faster.
        when duplicate_object or unique_violation then
          raise notice 'role % was created meanwhile', granted;
        when insufficient_privilege then
          raise notice 'role % was not created: %', granted, sqlerrm
            using hint = 'create the role, then: select pgcause.grant_access()';
          continue;
      end;
    end if;
    execute format('grant usage on schema pgcause to %I', granted);
    for relation in
      select
        class.oid::regclass as id,
        granted = 'pgcause_writer' and class.relkind = 'r' as written,
        class.relname not in ('dead_letter', 'rule_version') as changed
      from pg_class as class
      where class.relnamespace = 'pgcause'::regnamespace
        and class.relkind in ('r', 'v')
        and class.relname not like 'flyway%'
    loop
      execute format('grant select on %s to %I', relation.id, granted);
      if relation.written then
        execute format('grant insert on %s to %I', relation.id, granted);
        if relation.changed then
          execute format('grant update on %s to %I', relation.id, granted);
        end if;
      end if;
    end loop;
    return next granted;
  end loop;
end
$body$;
comment on function pgcause.grant_access() is
  'lets pgcause_reader read everything and pgcause_writer write it, but not delete, and names the'
  ' roles that have access now; creates them where that is permitted. May be called again and at'
  ' any time. A migration that adds a table or view calls it';

revoke execute on function pgcause.grant_access() from public;

do $body$
begin
  perform pgcause.grant_access();
end
$body$;
