-- How much each account and address has asked for, added up over the nodes. Holds two minutes of it.

create unlogged table rate_counts (
  subject text not null,
  minute bigint not null,
  used bigint not null check (used >= 0),
  primary key (subject, minute)
);

comment on table rate_counts is
  'Requests by account or address in a minute, of those who use a noticeable part of a limit. '
  'Unlogged: after a crash everyone begins anew. Forgotten after two minutes.';
comment on column rate_counts.subject is
  'Keyed digest of the account or the address: the table names nobody.';
comment on column rate_counts.minute is 'Epoch minutes.';
comment on column rate_counts.used is 'Requests seen by all nodes.';
