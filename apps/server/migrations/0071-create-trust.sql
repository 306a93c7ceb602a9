-- Whether the installation does its work: who reports to it, what it sends to itself, and what is wrong.

create table monitors (
  district text not null,
  id text not null,
  label text not null,
  hash text not null,
  every_ms bigint not null,
  grace_ms bigint not null,
  audience jsonb not null,
  created_at bigint not null,
  created_by text not null,
  ended_at bigint,
  ended_by text,
  heard_at bigint,
  beats bigint not null default 0,
  silent_since bigint,
  primary key (district, id)
);

create unique index monitors_by_hash on monitors (hash);

comment on table monitors is 'Outside systems that report at intervals; the silence of one is an alarm.';
comment on column monitors.hash is 'Of the secret part of the address at which it reports.';
comment on column monitors.audience is 'Who is told of its silence.';

create table canaries (
  district text not null,
  id text not null,
  label text not null,
  audience jsonb not null,
  channels jsonb,
  every_ms bigint not null,
  within_ms bigint not null,
  returns text not null,
  alarm jsonb,
  created_at bigint not null,
  created_by text not null,
  ended_at bigint,
  ended_by text,
  next_at bigint not null,
  primary key (district, id)
);

comment on table canaries is 'Messages that go the whole way at intervals, only to be measured.';
comment on column canaries.returns is 'What counts as back: accepted, delivered or echo.';
comment on column canaries.alarm is 'Who is told when one is lost.';

create table canary_runs (
  district text not null,
  broadcast text not null,
  canary text not null,
  code_hash text not null,
  started_at bigint not null,
  due_at bigint not null,
  status text not null,
  returned_at bigint,
  channel text,
  primary key (district, broadcast)
);

create index canary_runs_by_canary on canary_runs (district, canary, started_at desc);
create index canary_runs_waiting on canary_runs (started_at) where status = 'waiting';
create unique index canary_runs_by_code on canary_runs (code_hash);
create index canary_runs_to_forget on canary_runs (started_at);

comment on table canary_runs is 'One row per message of a canary; forgotten after thirty days.';
comment on column canary_runs.status is 'waiting, returned or lost.';
comment on column canary_runs.code_hash is 'Of the code by which its receiver calls back.';

create table alarms (
  district text not null,
  id text not null,
  key text not null,
  kind text not null,
  source text not null,
  label text not null,
  audience jsonb,
  broadcast text,
  raised_at bigint not null,
  seen_at bigint not null,
  cleared_at bigint,
  primary key (district, id)
);

create unique index alarms_open on alarms (district, key) where cleared_at is null;
create index alarms_by_time on alarms (raised_at desc, id desc);

comment on table alarms is 'What is or was wrong with the installation, each once for as long as it lasts.';
comment on column alarms.key is 'The same trouble has the same key.';
comment on column alarms.seen_at is 'When it was last found.';
comment on column alarms.broadcast is 'By which somebody is told; null where nobody is named.';

create table heartbeats_out (
  singleton boolean primary key default true check (singleton),
  at bigint not null,
  node text not null,
  ok boolean not null,
  failure text
);

comment on table heartbeats_out is 'One row: the last time something outside was told that Muster is there.';
