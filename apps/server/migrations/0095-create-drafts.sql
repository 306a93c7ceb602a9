-- What a person has begun to write in the pages and not sent: lost to nobody by a reload, a crash or the end of a session.

create table drafts (
  district text not null,
  person text not null,
  id text not null,
  purpose text not null,
  content text not null,
  saved_at bigint not null,
  primary key (district, person, id)
);

create index drafts_to_forget on drafts (saved_at);

comment on table drafts is 'Written over at each save and gone once sent; nothing is decided on them, and nobody else reads them.';
comment on column drafts.district is 'Of the organisation in whose office the person writes.';
comment on column drafts.purpose is 'whistle or note: which page can go on with it.';
comment on column drafts.content is 'What the page wrote, sealed under the person.';
comment on column drafts.saved_at is 'Epoch milliseconds; forgotten a month later.';
