-- By number and code whoever reported asks how it fares, without an account.

create table report_follow_codes (
  district text not null,
  number text not null,
  case_id text not null,
  report_id text not null,
  hash text not null,
  issued_at bigint not null,
  issued_by text not null,
  primary key (district, number),
  unique (district, case_id, report_id)
);

comment on table report_follow_codes is
  'Holds no code: only the hash of one that has a hundred random bits. A new code replaces the one before it.';
comment on column report_follow_codes.number is 'What the reporter is told, and what an address may show.';
comment on column report_follow_codes.case_id is 'The case that the report first came to.';
comment on column report_follow_codes.hash is 'SHA-256 of the code, base64url.';
comment on column report_follow_codes.issued_at is 'Epoch milliseconds.';
comment on column report_follow_codes.issued_by is 'Office that issued it.';
