-- Links and codes by which whoever was told answers without logging in: each for one person and one summons.

create table answer_links (
  district text not null,
  hash text not null,
  whistle_id text not null,
  department text not null,
  round integer not null,
  person text not null,
  office text not null,
  act text not null,
  needs_log_in boolean not null,
  page_id text not null,
  attempt integer not null,
  number_hash text,
  code text,
  made_at bigint not null,
  expires_at bigint not null,
  primary key (district, hash)
);

create index answer_links_by_code on answer_links (number_hash, code) where code is not null;
create index answer_links_to_forget on answer_links (expires_at);

comment on table answer_links is 'Holds no link: only the hash of one that has 128 random bits. What was answered by it stands in command_results under that hash.';
comment on column answer_links.office is 'In which the person acts; asked again when they do.';
comment on column answer_links.act is 'sign: sign or return; acknowledge: say that one knows of the stand-down.';
comment on column answer_links.needs_log_in is 'It went to a group: only the person, logged in, may use it.';
comment on column answer_links.number_hash is 'Keyed hash of the phone number that a text message went to.';
comment on column answer_links.code is 'What the text message asks to be sent back, from that number alone.';

create table answer_misses (
  number_hash text not null,
  at bigint not null
);

create index answer_misses_by_number on answer_misses (number_hash, at);

comment on table answer_misses is 'Wrong codes by text message: after a few from one number within an hour none counts.';

-- From the name a provider gave a message to the page that it belongs to.
create index events_of_receipt on events ((data ->> 'receipt')) where type = 'AttemptAccepted';

comment on index events_of_receipt is 'Finds the page that a delivery receipt is about.';
