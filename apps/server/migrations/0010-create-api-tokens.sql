-- API tokens: who acts, with which scopes, until when. The token itself is never stored.

create table api_tokens (
  district text not null,
  id text not null,
  hash text not null,
  purpose text not null check (purpose in ('api', 'setup')),
  person text not null,
  office text not null,
  organisation text not null,
  kind text not null check (kind in ('person', 'integration')),
  scopes jsonb not null check (jsonb_typeof(scopes) = 'array'),
  label text not null,
  issued_by text not null,
  issued_at bigint not null,
  expires_at bigint not null check (expires_at > issued_at),
  revoked_at bigint,
  revoked_by text,
  primary key (district, id)
);

create index api_tokens_revoked on api_tokens (revoked_at) where revoked_at is not null;

comment on table api_tokens is
  'What each API token is good for. Holds no token: only the hash of its secret part.';
comment on column api_tokens.district is
  'District code of the organisation that the holder acts for; 000000 is the city.';
comment on column api_tokens.id is 'The public part of the token; safe to show and to log.';
comment on column api_tokens.hash is 'SHA-256 of the whole token, base64url.';
comment on column api_tokens.purpose is
  'api: for requests. setup: exchanged once, by the link on the console, for the first '
  'administrator''s token.';
comment on column api_tokens.person is 'Id of the person, or of the connected system.';
comment on column api_tokens.office is 'The office in which the person acts.';
comment on column api_tokens.organisation is 'The organisation of the office.';
comment on column api_tokens.kind is
  'An integration never holds a scope that only a person may use; checked at issue and at use.';
comment on column api_tokens.scopes is 'What the token allows at most; powers are checked besides.';
comment on column api_tokens.label is 'What the token is for, in the words of who issued it.';
comment on column api_tokens.issued_by is 'Person or command line that issued it.';
comment on column api_tokens.issued_at is 'Epoch milliseconds.';
comment on column api_tokens.expires_at is 'Epoch milliseconds; from then on the token is refused.';
comment on column api_tokens.revoked_at is 'Epoch milliseconds; a revoked token stays listed.';
comment on column api_tokens.revoked_by is 'Person or command line that revoked it.';
