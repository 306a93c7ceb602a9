-- Lists go by the party that asks: each index begins with it and goes on in the order of the list.

alter table summonses add column caller text not null default '';
alter table summonses add column areas text[] not null default '{}';
alter table summonses add column drafted_at bigint not null default 0;

comment on column summonses.caller is 'The calling organisation, whose list this summons is in too.';
comment on column summonses.areas is 'Every area the place lies in, the city first.';
comment on column summonses.drafted_at is 'When the whistle was drafted: its place in lists of whistles.';

update summonses s set caller = w.caller, areas = w.areas, drafted_at = w.drafted_at
  from whistles w where w.district = s.district and w.id = s.whistle_id;

create index whistles_by_caller on whistles (caller, drafted_at desc, id desc);
create index whistles_newest on whistles (drafted_at desc, id desc);
create index summonses_of_department on summonses (department, called_at desc, whistle_id desc);
create index summonses_of_caller on summonses (caller, called_at desc, whistle_id desc, department desc);
create index summonses_newest on summonses (called_at desc, whistle_id desc, department desc);
create index summonses_by_draft on summonses (department, drafted_at desc, whistle_id desc);

drop index whistles_by_time;
drop index summonses_by_department;

-- Rows that change with every act find room beside themselves, so that no index has to be written for them.
alter table whistles set (fillfactor = 60);
alter table summonses set (fillfactor = 60);
