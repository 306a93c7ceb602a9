-- How often a log-in name was tried in vain from one network or device, so that guessing gets slower.

create table login_failures (
  name_hash text not null,
  source text not null,
  failures integer not null check (failures > 0),
  last_failed_at bigint not null,
  blocked_until bigint not null,
  primary key (name_hash, source)
);

create index login_failures_by_age on login_failures (last_failed_at);

comment on table login_failures is
  'Failed log-ins by name and origin. An origin is slowed down for one name only, so that nobody '
  'can lock another person out. Names that no account has are counted the same. Forgotten after a day.';
comment on column login_failures.name_hash is 'HMAC of the log-in name: people mistype passwords into that field.';
comment on column login_failures.source is 'HMAC of the network, or of the device that the account is known to use.';
comment on column login_failures.failures is 'Since the last success.';
comment on column login_failures.last_failed_at is 'Epoch milliseconds.';
comment on column login_failures.blocked_until is 'Epoch milliseconds; until then no password is looked at.';
