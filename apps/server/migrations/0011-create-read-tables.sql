-- Read rows of the mechanism: each is a pure function of one stream's events and can be made anew from them.

create table whistles (
  district text not null,
  id text not null,
  case_id text not null,
  kind text not null,
  status text not null,
  caller text not null,
  command text not null,
  problem_type text not null,
  title text not null,
  longitude double precision not null,
  latitude double precision not null,
  areas text[] not null,
  departments text[] not null,
  drill boolean not null,
  confidential boolean not null,
  drafted_at bigint not null,
  sounded_at bigint,
  ended_at bigint,
  next_due_at bigint,
  open_summonses integer not null,
  silent integer not null,
  primary key (district, id)
);

comment on table whistles is 'One row per whistle, for lists and for the question who may see it.';
comment on column whistles.title is 'Sealed: its key lies outside the database.';
comment on column whistles.areas is 'Every area the place lies in, the city first.';
comment on column whistles.departments is 'Every department that was ever summoned.';
comment on column whistles.next_due_at is 'The earliest running clock, epoch milliseconds; who needs a person next.';
comment on column whistles.silent is 'Summonses with a declared miss and nobody there.';

create index whistles_by_status on whistles (district, status, drafted_at desc, id);
create index whistles_by_time on whistles (drafted_at desc, id);
create index whistles_open_by_command on whistles (command) where status not in ('closed', 'withdrawn');
create index whistles_by_case on whistles (district, case_id);
create index whistles_by_department on whistles using gin (departments);

create table summonses (
  district text not null,
  whistle_id text not null,
  department text not null,
  round integer not null,
  role text not null,
  status text not null,
  whistle_status text not null,
  called_at bigint not null,
  settled_at bigint,
  arrived boolean not null,
  disputed boolean not null,
  missed text[] not null,
  present integer not null,
  sign_due_at bigint,
  arrive_due_at bigint,
  finish_due_at bigint,
  primary key (district, whistle_id, department)
);

comment on table summonses is 'Whistle × department in its latest round: the duty desk''s list.';
comment on column summonses.missed is 'Names of the clocks whose miss was declared and not cancelled.';
comment on column summonses.present is 'People on scene now.';

create index summonses_by_department on summonses (department, called_at desc, whistle_id);

create table cases (
  district text not null,
  id text not null,
  status text not null,
  organisation text not null,
  problem_type text not null,
  title text not null,
  longitude double precision not null,
  latitude double precision not null,
  areas text[] not null,
  opened_at bigint,
  outcome text,
  reports integer not null,
  whistles text[] not null,
  open_whistles integer not null,
  recurs_from text[] not null,
  reopened integer not null,
  recheck_due_at bigint,
  survivor text,
  primary key (district, id)
);

comment on table cases is 'One row per matter.';
comment on column cases.survivor is 'The case that this one was merged into.';

create index cases_by_organisation on cases (organisation, status, opened_at desc, id);

create table gradings (
  district text not null,
  id text not null,
  caller text not null,
  status text not null,
  window_due_at bigint not null,
  appeal_due_at bigint,
  subjects integer not null,
  graded integer not null,
  appeals_pending integer not null,
  drill boolean not null,
  primary key (district, id)
);

comment on table gradings is 'Grades of one closed whistle; the id is the whistle''s.';

create table supervisions (
  district text not null,
  id text not null,
  whistle_id text not null,
  department text not null,
  status text not null,
  cause text not null,
  answer_due_at bigint not null,
  overdue boolean not null,
  verdict text,
  primary key (district, id)
);

comment on table supervisions is 'Orders to account for what was not done.';

create table command_posts (
  district text not null,
  id text not null,
  status text not null,
  parent text not null,
  commander text not null,
  members text[] not null,
  from_at bigint not null,
  until_at bigint not null,
  open_whistles integer not null,
  primary key (district, id)
);

comment on table command_posts is 'Temporary bodies that call as a sub-district does.';

create table raw_fixes (
  district text not null,
  whistle_id text not null,
  department text not null,
  person text not null,
  taken_at bigint not null,
  received_at bigint not null,
  fix text not null,
  primary key (district, whistle_id, person, taken_at)
);

comment on table raw_fixes is
  'Positions as phones reported them, sealed under the person''s key. Not part of the history: rows are erased on a schedule, and events keep only verdict, distance, accuracy and age.';

create index events_of_registries on events (stream_kind, position)
  where stream_kind in ('directory', 'grant', 'policy', 'notices', 'list', 'command_post', 'registry');
