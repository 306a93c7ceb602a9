-- When nobody was there: a deadline missed meanwhile is not the fault of the one who was not told.

create table cluster_heartbeat (
  singleton boolean primary key default true check (singleton),
  beat_at bigint not null,
  node text not null
);

comment on table cluster_heartbeat is 'One row: when any server process was last alive.';
comment on column cluster_heartbeat.singleton is 'Allows one row only.';
comment on column cluster_heartbeat.beat_at is 'Epoch milliseconds.';
comment on column cluster_heartbeat.node is 'Which process it was.';

create table outages (
  id bigint generated always as identity primary key,
  from_at bigint not null,
  to_at bigint not null,
  noticed_by text not null,
  check (to_at > from_at)
);

create index outages_to_at on outages (to_at);

comment on table outages is 'Times at which no server process ran, or none could fire deadlines.';
comment on column outages.from_at is 'Epoch milliseconds of the last heartbeat before it.';
comment on column outages.to_at is 'Epoch milliseconds of the first heartbeat after it.';
comment on column outages.noticed_by is 'Which process recorded it.';
comment on index outages_to_at is 'Finds the outages that touch a period.';
