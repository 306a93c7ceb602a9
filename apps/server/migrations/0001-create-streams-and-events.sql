-- The event store: one row per stream with its version, and the events themselves.

create table streams (
  district text not null,
  kind text not null,
  id text not null,
  version integer not null check (version > 0),
  primary key (district, kind, id)
) with (fillfactor = 80);

comment on table streams is
  'One row per stream. A writer locks it before it decides, so that two server processes never '
  'decide on the same version.';
comment on column streams.district is 'Six-digit code of the caller''s district; 000000 is city-wide.';
comment on column streams.kind is 'Which stream type folds the events.';
comment on column streams.id is 'Id of the stream within district and kind.';
comment on column streams.version is 'Number of events in the stream.';

create sequence event_batches;

comment on sequence event_batches is
  'Numbers the transactions that write events. Taken while the streams are locked, so positions '
  'grow along each stream.';

create table events (
  district text not null,
  stream_kind text not null,
  stream_id text not null,
  version integer not null check (version > 0),
  position bigint not null unique,
  settled_below xid8 not null default pg_snapshot_xmax(pg_current_snapshot()),
  recorded_at bigint not null,
  type text not null,
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  primary key (district, stream_kind, stream_id, version)
);

comment on table events is
  'What happened, for ever. Never updated or deleted. Personal data is sealed under keys that are '
  'not in this database.';
comment on column events.version is 'Place in its stream, from 1 without gaps.';
comment on column events.position is
  'Place in the global order: number of the writing transaction times 65536, plus the place in it.';
comment on column events.settled_below is
  'When every transaction below this one has ended, no event with a smaller position can appear '
  'any more; readers of the global order stop before an event for which that is not so.';
comment on column events.recorded_at is 'Clock of the writing node, epoch milliseconds.';
comment on column events.type is 'The literal the code uses for the event.';
comment on column events.data is 'The event without its type.';
