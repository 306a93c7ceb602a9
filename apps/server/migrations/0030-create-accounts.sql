-- Who may log in, and by what. A person is an opaque id here; what they may do follows from their offices.

create table accounts (
  id text primary key,
  person text not null unique,
  login_name text not null unique check (login_name = lower(login_name) and login_name <> ''),
  password_hash text,
  password_changed_at bigint,
  totp_secret text,
  totp_confirmed_at bigint,
  totp_last_step bigint,
  is_administrator boolean not null default false,
  last_office text,
  created_at bigint not null,
  created_by text not null,
  disabled_at bigint,
  disabled_by text,
  check (totp_confirmed_at is null or totp_secret is not null)
);

create index accounts_administrators on accounts (id) where is_administrator;

comment on table accounts is
  'One row for each person who may log in. It belongs to the whole city: whoever logs in says no '
  'district, so these tables alone do not begin with one.';
comment on column accounts.id is 'Random; safe to show and to log.';
comment on column accounts.person is 'Id of the person; what they may do follows from the offices they hold.';
comment on column accounts.login_name is 'The work account: NFKC, lower case. No mail address is needed.';
comment on column accounts.password_hash is
  'argon2id in PHC form; null where the person logs in by a passkey or an identity provider alone.';
comment on column accounts.password_changed_at is 'Epoch milliseconds.';
comment on column accounts.totp_secret is 'Secret of the authenticator app, encrypted under a key outside the database.';
comment on column accounts.totp_confirmed_at is 'Epoch milliseconds; before that the secret is asked for nowhere.';
comment on column accounts.totp_last_step is 'The last 30-second step whose code was used; none is taken twice.';
comment on column accounts.is_administrator is 'May create and disable accounts, besides what the offices allow.';
comment on column accounts.last_office is 'The office last acted in; offered first at the next log-in.';
comment on column accounts.created_at is 'Epoch milliseconds.';
comment on column accounts.created_by is 'Person or command line that created it.';
comment on column accounts.disabled_at is 'Epoch milliseconds; from then on nobody logs in by it.';
comment on column accounts.disabled_by is 'Person or command line that disabled it.';

create table account_recovery_codes (
  account text not null references accounts (id),
  hash text not null,
  used_at bigint,
  primary key (account, hash)
);

comment on table account_recovery_codes is 'For whoever lost the authenticator app; each works once.';
comment on column account_recovery_codes.hash is 'SHA-256 of the code, which has 80 random bits.';
comment on column account_recovery_codes.used_at is 'Epoch milliseconds.';

create table account_passkeys (
  id text primary key,
  account text not null references accounts (id),
  public_key text not null,
  sign_count bigint not null,
  transports jsonb not null check (jsonb_typeof(transports) = 'array'),
  label text not null,
  created_at bigint not null,
  last_used_at bigint
);

create index account_passkeys_by_account on account_passkeys (account);

comment on table account_passkeys is 'Public keys of passkeys; the private ones never leave their devices.';
comment on column account_passkeys.id is 'The credential''s id, base64url.';
comment on column account_passkeys.public_key is 'COSE key, base64url.';
comment on column account_passkeys.sign_count is 'As last seen; one that goes back tells of a copy.';
comment on column account_passkeys.transports is 'How browsers reach the authenticator: usb, internal, hybrid.';
comment on column account_passkeys.label is 'What its owner calls it.';
comment on column account_passkeys.created_at is 'Epoch milliseconds.';
comment on column account_passkeys.last_used_at is 'Epoch milliseconds.';

create table account_links (
  provider text not null,
  subject text not null,
  account text not null references accounts (id),
  linked_at bigint not null,
  primary key (provider, subject),
  unique (provider, account)
);

comment on table account_links is 'Which identity at an identity provider is which account; made at the first log-in by it.';
comment on column account_links.provider is 'Id of the provider in the settings.';
comment on column account_links.subject is 'What the provider calls the person, for ever.';
comment on column account_links.linked_at is 'Epoch milliseconds.';
