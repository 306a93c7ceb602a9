-- Who gave which file. The files themselves lie in a folder, named by their content.

create table files (
  district text not null,
  sha256 text not null,
  uploaded_by text not null,
  organisation text not null,
  media_type text not null,
  bytes bigint not null,
  received_at bigint not null,
  primary key (district, sha256, uploaded_by)
);

create index files_by_hash on files (sha256);
create index files_by_uploader on files (uploaded_by, received_at);
create index files_by_age on files (received_at);

comment on table files is 'One row for each person who gave a file; the same content lies in the folder once.';
comment on column files.sha256 is 'Of the file as it was received; its name in the folder.';
comment on column files.uploaded_by is 'Id of the person.';
comment on column files.media_type is 'By its content, whatever the sender called it.';
comment on column files.received_at is 'Epoch milliseconds; the last time it was given.';

-- From a file to the whistles that it is evidence of.
create index events_of_evidence on events ((data ->> 'sha256')) where type = 'EvidenceAttached';

comment on index events_of_evidence is 'Finds the whistles that a file is evidence of.';
