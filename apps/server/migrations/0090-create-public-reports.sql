-- What residents reported without an account: where and of which type, for whoever is about to report the same.

create table public_reports (
  district text not null,
  number text not null,
  case_id text not null,
  report_id text not null,
  problem_type text not null,
  longitude double precision not null,
  latitude double precision not null,
  received_at bigint not null,
  primary key (district, number)
);

create index public_reports_by_place on public_reports (latitude, longitude);
create index public_reports_by_case on public_reports (district, case_id);

comment on table public_reports is
  'One row for each report that came in without an account; its words are in the case, sealed.';
comment on column public_reports.number is 'As in report_follow_codes.';
comment on column public_reports.case_id is 'The case that the report first came to.';
comment on column public_reports.longitude is 'WGS-84, as given; answers show it rounded.';

create table public_words (
  district text not null,
  number text not null,
  case_id text not null,
  solved boolean not null,
  said_at bigint not null,
  primary key (district, number, said_at)
);

comment on table public_words is 'When who followed a report said that it is solved or is not; what was said is in the case, sealed.';

-- Counts what strangers bring, so that nobody floods a sub-district; emptied by the hour.
create table public_intake (
  district text not null,
  source text not null,
  kind text not null,
  at bigint not null,
  id bigint generated always as identity,
  primary key (district, id)
);

create index public_intake_by_source on public_intake (source, kind, at);

comment on table public_intake is 'Reports, photos and words of the last day, by a keyed digest of where they came from.';
