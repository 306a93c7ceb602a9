-- What each command was answered, so that once or ten times is the same.

create table command_results (
  actor text not null,
  route text not null,
  key text not null,
  body_hash text not null,
  answer jsonb,
  versions jsonb not null,
  position bigint not null,
  recorded_at bigint not null,
  primary key (actor, route, key)
);

create index command_results_recorded_at on command_results (recorded_at);

comment on table command_results is
  'Answers of accepted commands that carried an idempotency key, kept for a while. The key belongs '
  'to actor and route, so no other actor ever sees the answer.';
comment on column command_results.actor is 'Who sent the command.';
comment on column command_results.route is 'Method and path it was sent to.';
comment on column command_results.key is 'Idempotency key, made by the client.';
comment on column command_results.body_hash is 'The same key with another body is refused.';
comment on column command_results.answer is 'What was answered.';
comment on column command_results.versions is 'Versions of the command''s streams after it, in its order.';
comment on column command_results.position is 'Position of its last event; 0 when it made none.';
comment on column command_results.recorded_at is 'Epoch milliseconds; old rows are purged.';
comment on index command_results_recorded_at is 'Finds what is old enough to purge.';
