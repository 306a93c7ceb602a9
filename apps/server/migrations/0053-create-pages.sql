-- One row per person who has to be told something: what became of it, for the delivery log and for those who send.

create table pages (
  district text not null,
  id text not null,
  whistle_id text not null,
  department text,
  round integer,
  organisation text not null,
  person text not null,
  layer text,
  act text not null,
  status text not null,
  because text,
  channel text,
  attempts integer not null,
  attempt_status text,
  reason text,
  due_at bigint,
  opened_at bigint not null,
  last_at bigint not null,
  next_at bigint,
  repeats integer not null,
  gap boolean not null,
  emergency boolean not null,
  drill boolean not null,
  seen boolean not null,
  bundles boolean not null,
  primary key (district, id)
);

comment on table pages is 'One row per page: one person told one thing. It holds no address and no words.';
comment on column pages.department is 'Whose summons it is about; null when it is about the whistle.';
comment on column pages.organisation is 'For which the person is told.';
comment on column pages.status is 'open, settled or failed; a failed one waits for somebody to send it again.';
comment on column pages.channel is 'Of the last attempt.';
comment on column pages.reason is 'Why the last attempt failed, by code.';
comment on column pages.due_at is 'Of the clock it is about.';
comment on column pages.last_at is 'When the last attempt changed.';
comment on column pages.next_at is 'Its next timer: another try, a missing receipt, a repeat.';
comment on column pages.gap is 'Nobody was on the roster: told in their place.';
comment on column pages.bundles is 'Its last attempt may share a message with others to the same person.';

create index pages_by_whistle on pages (district, whistle_id);
create index pages_by_person on pages (person, opened_at desc, id desc);
create index pages_by_time on pages (opened_at desc, id desc);
create index pages_failed on pages (opened_at desc, id desc) where status = 'failed';
create index pages_to_bundle on pages (person) where bundles;
