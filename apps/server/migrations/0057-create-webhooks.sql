-- Systems that are told by signed requests, how each of them fares, and what was sent to it.

create table webhook_endpoints (
  district text not null,
  id text not null,
  label text not null,
  url text not null,
  secret text not null,
  previous_secret text,
  previous_until bigint,
  created_at bigint not null,
  created_by text not null,
  ended_at bigint,
  ended_by text,
  succeeded_at bigint,
  failed_at bigint,
  failure text,
  failures_in_a_row integer not null default 0,
  primary key (district, id)
);

comment on table webhook_endpoints is 'Where webhooks go; address and secrets are sealed under the endpoint.';
comment on column webhook_endpoints.previous_secret is 'Signs beside the new one until `previous_until`.';
comment on column webhook_endpoints.failure is 'Code of what went wrong last; holds no address.';
comment on column webhook_endpoints.failures_in_a_row is 'Since the last success.';

create table webhook_deliveries (
  district text not null,
  endpoint text not null,
  id text not null,
  body text not null,
  created_at bigint not null,
  tried_at bigint,
  tries integer not null default 0,
  delivered_at bigint,
  failure text,
  primary key (district, endpoint, id)
);

create index webhook_deliveries_by_age on webhook_deliveries (district, endpoint, created_at, id);
create index webhook_deliveries_to_forget on webhook_deliveries (created_at);

comment on table webhook_deliveries is 'What was sent, to be sent again on demand; forgotten after thirty days.';
comment on column webhook_deliveries.id is 'The webhook-id of every try of this message.';
comment on column webhook_deliveries.body is 'Sealed under the endpoint.';
