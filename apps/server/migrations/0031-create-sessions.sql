-- Sessions: who is logged in, since when, in which office. The cookie itself is never stored.

create table sessions (
  id text primary key,
  secret_hash text not null,
  account text not null references accounts (id),
  person text not null,
  office text,
  methods jsonb not null check (jsonb_typeof(methods) = 'array'),
  started_at bigint not null,
  authenticated_at bigint not null,
  last_seen_at bigint not null,
  expires_at bigint not null check (expires_at > started_at),
  changed_at bigint not null,
  ended_at bigint,
  ended_because text,
  client text not null
);

create index sessions_by_account on sessions (account, started_at);
create index sessions_changed on sessions (changed_at);
create index sessions_by_expiry on sessions (expires_at);

comment on table sessions is 'Log-ins that last. Holds no cookie: only the hash of its secret part.';
comment on column sessions.id is 'The public part of the cookie; safe to show to its owner and to log.';
comment on column sessions.secret_hash is 'SHA-256 of the secret, base64url; another one after each fresh authentication.';
comment on column sessions.person is 'The account''s person, so that a look-up reads one table.';
comment on column sessions.office is 'The office the person acts in now; null while they hold none.';
comment on column sessions.methods is 'How the person proved who they are: password, totp, passkey, provider:<id> ….';
comment on column sessions.started_at is 'Epoch milliseconds, as all times here.';
comment on column sessions.authenticated_at is 'The last fresh authentication; heavy acts ask for one of the last minutes.';
comment on column sessions.last_seen_at is 'Written at most every half minute.';
comment on column sessions.expires_at is 'The absolute limit; idleness may end it earlier.';
comment on column sessions.changed_at is 'When office, secret or end last changed; processes that missed a notification ask by it.';
comment on column sessions.ended_because is 'logged_out, ended_by_owner, idle, account_disabled ….';
comment on column sessions.client is 'Address and browser, encrypted under a key outside the database; for the owner''s eyes.';
