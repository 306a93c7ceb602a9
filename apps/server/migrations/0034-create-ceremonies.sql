-- What a log-in remembers between its first and its last step: a challenge, a state, a password already given.

create table login_ceremonies (
  id_hash text primary key,
  kind text not null,
  data jsonb not null,
  tries integer not null default 0,
  expires_at bigint not null
);

create index login_ceremonies_by_expiry on login_ceremonies (expires_at);

comment on table login_ceremonies is 'Unfinished log-ins of a few minutes, shared by all server processes; each is finished once.';
comment on column login_ceremonies.id_hash is 'SHA-256 of the random id that the browser holds.';
comment on column login_ceremonies.kind is 'second_factor, passkey, provider ….';
comment on column login_ceremonies.data is 'What the step needs: account, challenge, code verifier.';
comment on column login_ceremonies.tries is 'Wrong codes so far; a few end it.';
comment on column login_ceremonies.expires_at is 'Epoch milliseconds.';
