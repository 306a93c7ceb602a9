-- Timers that should exist, derived from the streams and written with their events.

create table deadlines (
  district text not null,
  stream_kind text not null,
  stream_id text not null,
  key text not null,
  kind text not null,
  due_at bigint not null,
  claimed_by text,
  claimed_until bigint,
  attempts integer not null default 0,
  primary key (district, stream_kind, stream_id, key)
) with (fillfactor = 80);

create index deadlines_due_at on deadlines (due_at);

comment on table deadlines is
  'One row per timer that should exist. A fired one becomes an ordinary command; the row goes when '
  'the stream no longer derives it.';
comment on column deadlines.key is 'Unique within the stream.';
comment on column deadlines.kind is 'Tells the handler which command to send.';
comment on column deadlines.due_at is 'Epoch milliseconds.';
comment on column deadlines.claimed_by is 'Node that is firing it.';
comment on column deadlines.claimed_until is
  'Epoch milliseconds until which no other node claims it; a dead node''s claims run out.';
comment on column deadlines.attempts is 'How often it was claimed; the back-off grows with it.';
comment on index deadlines_due_at is 'Finds what is due.';
