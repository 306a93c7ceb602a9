-- The event store: one row per stream with its version, and the events themselves.

create table streams (
  district text not null,
  kind text not null,
  id text not null,
  version integer not null check (version > 0),
  primary key (district, kind, id)
) with (fillfactor = 80);

comment on table streams is
  'One row per stream. Writers hold an advisory lock on the stream while they decide, so that two '
  'server processes never decide on the same version.';
comment on column streams.district is 'Six-digit code of the caller''s district; 000000 is city-wide.';
comment on column streams.kind is 'Which stream type folds the events.';
comment on column streams.id is 'Id of the stream within district and kind.';
comment on column streams.version is 'Number of events in the stream.';

create table events (
  district text not null,
  stream_kind text not null,
  stream_id text not null,
  version integer not null check (version > 0),
  position bigint not null unique,
  recorded_at bigint not null,
  type text not null,
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  primary key (district, stream_kind, stream_id, version)
);

comment on table events is
  'What happened, for ever. Never updated or deleted. Personal data is sealed under keys that are '
  'not in this database.';
comment on column events.district is 'District of the stream.';
comment on column events.stream_kind is 'Kind of the stream.';
comment on column events.stream_id is 'Id of the stream.';
comment on column events.version is 'Place in its stream, from 1 without gaps.';
comment on column events.position is
  'Place in the global order: the id of the writing transaction times 65536, plus the place within '
  'it, plus the base in event_order. Transactions take their id only after they hold their '
  'streams, so positions grow along each stream; and when no transaction below an id is running, '
  'no event can appear below it any more, which is how readers of the order never skip one.';
comment on column events.recorded_at is 'Clock of the writing node, epoch milliseconds.';
comment on column events.type is 'The literal the code uses for the event.';
comment on column events.data is 'The event without its type.';

create table event_order (
  singleton boolean primary key default true check (singleton),
  base bigint not null
);

insert into event_order (base) values (0);

comment on table event_order is
  'One row. A restored or copied database counts its transactions anew, usually from a lower '
  'number; the base is raised at start so that positions go on growing.';
comment on column event_order.singleton is 'Allows one row only.';
comment on column event_order.base is 'Added to every position written from now on.';
