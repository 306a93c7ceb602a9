-- A third of what a command writes was the answer to whoever repeats it: three texts in a key, and two documents to read.
-- Now it is found by a hash, and is one text.

create table command_answers (
  id uuid not null,
  said text not null,
  position bigint not null,
  recorded_at bigint not null,
  constraint command_answers_pkey primary key (id)
);

insert into command_answers (id, said, position, recorded_at)
  select substr(
      encode(sha256(convert_to(actor || e'\n' || route || e'\n' || key, 'UTF8')), 'hex'), 1, 32
    )::uuid,
    json_build_object(
      'route', route, 'key', key, 'hash', body_hash, 'answer', answer, 'versions', versions
    )::text,
    position, recorded_at
  from command_results;

drop table command_results;
alter table command_answers rename to command_results;
alter table command_results rename constraint command_answers_pkey to command_results_pkey;
create index command_results_recorded_at on command_results (recorded_at);

comment on table command_results is
  'Answers of accepted commands that carried an idempotency key, kept for a while. The key belongs '
  'to actor and route, so no other actor ever sees the answer.';
comment on column command_results.id is
  'The first half of the SHA-256 of actor, route and idempotency key, a line each.';
comment on column command_results.said is
  'As JSON: route and key; the hash of the body, since the same key with another one is refused; what '
  'was answered; and the versions of the command''s streams after it, in its order.';
comment on column command_results.position is 'Position of its last event; 0 when it made none.';
comment on column command_results.recorded_at is 'Epoch milliseconds; old rows are purged.';
comment on index command_results_recorded_at is 'Finds what is old enough to purge.';
