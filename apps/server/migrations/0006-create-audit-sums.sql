-- What the auditor last verified, so that it folds again only what has changed.

create table audit_sums (
  district text not null,
  kind text not null,
  id text not null,
  version integer not null,
  checksum bigint not null,
  primary key (district, kind, id)
) with (fillfactor = 80);

comment on table audit_sums is
  'Checksum over the read rows and deadlines of each stream as they were when they were last '
  'compared with its events. May be emptied at any time: the auditor then compares all again.';
comment on column audit_sums.version is 'Version of the stream that was compared.';
comment on column audit_sums.checksum is 'Over the content of the rows, without claims of deadlines.';
