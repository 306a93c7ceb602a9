-- Who did or read what. Append-only, enforced here as for events.

create table audit_trail (
  district text not null,
  id bigint generated always as identity,
  at bigint not null,
  person text,
  office text,
  organisation text,
  act text not null,
  subject text,
  about text[] not null default '{}',
  purpose text,
  address text,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  source bigint,
  primary key (district, id)
);

create index audit_trail_by_time on audit_trail (at desc, id desc);
create index audit_trail_by_person on audit_trail (person, at desc, id desc);
create index audit_trail_by_subject on audit_trail (subject, at desc, id desc);
create index audit_trail_by_about on audit_trail using gin (about);
create unique index audit_trail_by_source on audit_trail (source) where source is not null;

comment on table audit_trail is
  'Log-ins, grants, reads of protected facts, exports, settings: what happened that no event tells. '
  'Never changed; what it says of people in words is sealed, and forgotten with the key of its month.';
comment on column audit_trail.district is 'District of what was touched; 000000 is the city.';
comment on column audit_trail.at is 'Epoch milliseconds.';
comment on column audit_trail.person is 'Who acted; null while nobody was known.';
comment on column audit_trail.act is 'A stable code of what was done.';
comment on column audit_trail.subject is 'What was touched: kind:id.';
comment on column audit_trail.about is 'People whose facts were touched; they may ask who read about them.';
comment on column audit_trail.purpose is 'Sealed: why, in words.';
comment on column audit_trail.address is 'Sealed: where from on the network.';
comment on column audit_trail.outcome is 'done, refused (a right was missing) or failed.';
comment on column audit_trail.source is 'Position of the event that the entry was written from, if any.';

create function refuse_change_of_audit_trail() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only: % is refused', lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

comment on function refuse_change_of_audit_trail() is 'Refuses UPDATE, DELETE and TRUNCATE of the audit trail.';

create trigger audit_trail_append_only before update or delete on audit_trail
  for each row execute function refuse_change_of_audit_trail();
create trigger audit_trail_never_truncated before truncate on audit_trail
  for each statement execute function refuse_change_of_audit_trail();

-- How far the entries that follow from events were written.
create table audit_trail_cursor (
  singleton boolean primary key default true check (singleton),
  position bigint not null
);

insert into audit_trail_cursor (position) values (0);

comment on table audit_trail_cursor is 'One row: events up to here have their entries in the audit trail.';
comment on column audit_trail_cursor.singleton is 'Allows one row only.';

do $$
begin
  if exists (select from pg_roles where rolname = 'muster_app') then
    revoke update, delete, truncate on audit_trail from muster_app;
  end if;
end
$$;
