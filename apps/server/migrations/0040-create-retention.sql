-- How long what is said of people is kept, from when on; and what was erased when its time had come.

create table retention_policies (
  district text not null,
  id bigint generated always as identity,
  category text not null,
  keep_days integer not null check (keep_days > 0),
  effective_from bigint not null,
  reason text not null,
  set_at bigint not null,
  set_by text not null,
  primary key (district, id)
);

comment on table retention_policies is
  'Dated: the last one of a category that has begun is in force, and none is changed or removed.';
comment on column retention_policies.category is
  'raw_positions, reporter_identity, free_text, files or audit.';
comment on column retention_policies.effective_from is 'Epoch milliseconds.';
comment on column retention_policies.reason is 'Sealed: on what paper it rests, in words.';
comment on column retention_policies.set_by is 'Office that set it.';

create table erasures (
  district text not null,
  category text not null,
  subject text not null,
  erased_at bigint not null,
  primary key (district, category, subject, erased_at)
);

comment on table erasures is
  'What was erased by policy: its keys were destroyed, or its file deleted, before the row was written.';
comment on column erasures.subject is 'The case, the file or the month that it was kept under.';
comment on column erasures.erased_at is 'Epoch milliseconds.';

create function refuse_change_of_retention() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

comment on function refuse_change_of_retention() is 'Refuses UPDATE, DELETE and TRUNCATE of what was decided on retention and what was erased.';

create trigger retention_policies_append_only before update or delete on retention_policies
  for each row execute function refuse_change_of_retention();
create trigger retention_policies_never_truncated before truncate on retention_policies
  for each statement execute function refuse_change_of_retention();
create trigger erasures_append_only before update or delete on erasures
  for each row execute function refuse_change_of_retention();
create trigger erasures_never_truncated before truncate on erasures
  for each statement execute function refuse_change_of_retention();

do $$
begin
  if exists (select from pg_roles where rolname = 'muster_app') then
    revoke update, delete, truncate on retention_policies, erasures from muster_app;
  end if;
end
$$;
