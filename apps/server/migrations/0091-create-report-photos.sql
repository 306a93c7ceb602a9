-- Photos that residents gave with a report: nobody outside sees one before an office has cleared it.

create table report_photos (
  district text not null,
  id text not null,
  number text not null,
  case_id text not null,
  report_id text not null,
  sha256 text not null,
  media_type text not null,
  bytes bigint not null,
  received_at bigint not null,
  cleared boolean,
  judged_at bigint,
  judged_by text,
  erased_at bigint,
  primary key (district, id)
);

create unique index report_photos_once on report_photos (district, number, sha256);
create index report_photos_by_case on report_photos (district, case_id);
create index report_photos_by_hash on report_photos (sha256);

comment on table report_photos is 'One row for each photo of a report; the files lie in the folder, named by their content.';
comment on column report_photos.id is 'A hundred random bits: says nothing of the case.';
comment on column report_photos.cleared is 'Null until an office has judged; true: the public may see it without its metadata.';
comment on column report_photos.judged_by is 'Office that judged last; who and why is on the audit trail.';
