-- People are told things outside of whistles, too: rehearsals, canaries, alarms.

create table broadcasts (
  district text not null,
  id text not null,
  purpose text not null,
  status text not null,
  starts_at bigint not null,
  ends_at bigint,
  begun_at bigint,
  ended_at bigint,
  because text,
  planned_at bigint not null,
  planned_by text not null,
  organisation text not null,
  people integer,
  nobody integer not null,
  about_kind text,
  about_source text,
  primary key (district, id)
);

comment on table broadcasts is 'One row per broadcast: everybody of some audiences is told the same thing for a while. It holds no words.';
comment on column broadcasts.purpose is 'drill, canary or alarm.';
comment on column broadcasts.ends_at is 'Null: it lasts until somebody ends it.';
comment on column broadcasts.because is 'Why it ended: window_over, cancelled, acknowledged, recovered, returned.';
comment on column broadcasts.organisation is 'Of whoever planned it.';
comment on column broadcasts.people is 'How many were found; null until they were looked for.';
comment on column broadcasts.nobody is 'For how many of its audiences nobody was found.';
comment on column broadcasts.about_kind is 'What an alarm is about, by code.';
comment on column broadcasts.about_source is 'The id of what raised it.';

create index broadcasts_by_time on broadcasts (planned_at desc, id desc);

alter table pages alter column whistle_id drop not null;
alter table pages add column broadcast_id text;

comment on column pages.whistle_id is 'Null for a message outside of whistles.';
comment on column pages.broadcast_id is 'The broadcast that it belongs to; null for a message about a whistle.';

create index pages_by_broadcast on pages (district, broadcast_id) where broadcast_id is not null;
create index pages_open_and_quiet on pages (last_at, id) where status = 'open' and next_at is null;

comment on index pages_open_and_quiet is 'Finds messages that wait for nothing of their own: their need may be over.';
