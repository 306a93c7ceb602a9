-- Addresses under which calendar programs read duty: whoever has the address may read, until it is revoked.

create table calendar_feeds (
  district text not null,
  id text not null,
  hash text not null,
  roster text,
  person text not null,
  created_at bigint not null,
  revoked_at bigint,
  primary key (district, id),
  unique (hash)
);

create index calendar_feeds_by_person on calendar_feeds (district, person);

comment on table calendar_feeds is
  'Holds no address: only the hash of its secret part, which has 256 random bits.';
comment on column calendar_feeds.hash is 'SHA-256 of the secret part, base64url.';
comment on column calendar_feeds.roster is 'Whose duty it shows; null: that of the person alone.';
comment on column calendar_feeds.person is
  'Who made it. It shows a roster as long as this person may see that roster.';
comment on column calendar_feeds.created_at is 'Epoch milliseconds.';
comment on column calendar_feeds.revoked_at is 'Epoch milliseconds; nothing is shown from then on.';
