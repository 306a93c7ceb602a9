-- The database itself refuses to change or remove an event, whatever the code does.

create function refuse_change_of_events() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only: % is refused', lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

comment on function refuse_change_of_events() is 'Refuses UPDATE, DELETE and TRUNCATE of events.';

create trigger events_append_only before update or delete on events
  for each row execute function refuse_change_of_events();
create trigger events_never_truncated before truncate on events
  for each statement execute function refuse_change_of_events();

comment on trigger events_append_only on events is 'An event is never changed or removed.';
comment on trigger events_never_truncated on events is 'Events are never removed.';

-- The owner migrates; the application acts as muster_app, which cannot even try. A role belongs to
-- the whole cluster, so another database may have made it already, or be making it right now.
do $$
begin
  begin
    create role muster_app nologin;
  exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then
      raise notice 'no right to create the role muster_app; triggers alone keep events';
      return;
  end;
  begin
    execute format('grant muster_app to %I', current_user);
  exception
    when unique_violation or insufficient_privilege or invalid_grant_operation then null;
    when internal_error then null; -- another database grants it at this moment
  end;
  grant usage on schema public to muster_app;
  grant select, insert, update, delete on all tables in schema public to muster_app;
  grant usage, select on all sequences in schema public to muster_app;
  alter default privileges in schema public
    grant select, insert, update, delete on tables to muster_app;
  alter default privileges in schema public grant usage, select on sequences to muster_app;
  revoke update, delete, truncate on events from muster_app;
end
$$;
