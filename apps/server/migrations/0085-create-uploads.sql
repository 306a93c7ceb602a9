-- Uploads that arrive in pieces. Their bytes lie in a folder until all are there; then they are files.

create table uploads (
  district text not null,
  id text not null,
  uploaded_by text not null,
  organisation text not null,
  sha256 text not null,
  bytes bigint not null check (bytes > 0),
  created_at bigint not null,
  expires_at bigint not null,
  media_type text,
  kept_at bigint,
  primary key (district, id)
);

create index uploads_by_id on uploads (id);
create index uploads_by_uploader on uploads (uploaded_by, created_at);
create index uploads_by_expiry on uploads (expires_at);

comment on table uploads is 'One row for each upload that was begun, until it expires; how far it is says the folder.';
comment on column uploads.id is 'Random; names the bytes in the folder of unfinished uploads.';
comment on column uploads.uploaded_by is 'Id of the person; nobody else goes on with it.';
comment on column uploads.sha256 is 'As the sender said before the first byte; what arrives is judged by it.';
comment on column uploads.bytes is 'Size as the sender said.';
comment on column uploads.created_at is 'Epoch milliseconds.';
comment on column uploads.expires_at is 'Epoch milliseconds; what is not finished by then is removed.';
comment on column uploads.media_type is 'By the content, once everything is there.';
comment on column uploads.kept_at is 'Epoch milliseconds; from then on it is a file like any other.';
