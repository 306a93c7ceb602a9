-- One-time links by which a person sets their first password, or a new one.

create table account_invitations (
  id text primary key,
  secret_hash text not null,
  account text not null references accounts (id),
  created_at bigint not null,
  created_by text not null,
  expires_at bigint not null,
  used_at bigint
);

create index account_invitations_by_account on account_invitations (account);

comment on table account_invitations is 'Handed over by an administrator; each works once. Holds no link, only the hash of its secret.';
comment on column account_invitations.created_at is 'Epoch milliseconds, as all times here.';
comment on column account_invitations.used_at is 'When it was used, or withdrawn by a newer one.';
