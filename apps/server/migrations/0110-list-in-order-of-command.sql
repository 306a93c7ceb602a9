-- What an office commands or may come to is listed in order, however much it once commanded: each place in the chain of
-- command has an index that begins with the office and goes on as the list does. What is open is found by one more, which
-- holds nothing else.

alter table summonses add column head text;
alter table summonses add column coordination text;
alter table summonses add column office text;
alter table summonses add column command text;
alter table summonses add column deputy text;

comment on column summonses.head is 'Accepts for the caller. Of head, coordination, office, command and deputy, an office is named at the first place alone.';
comment on column summonses.coordination is 'Of the caller''s district; rulings end there.';
comment on column summonses.office is 'Commands for the caller.';
comment on column summonses.command is 'In command now.';
comment on column summonses.deputy is 'May claim command.';

update summonses s
set head = c[3],
  coordination = case when c[4] <> c[3] then c[4] end,
  office = case when c[2] <> all (c[3:4]) then c[2] end,
  command = case when c[1] <> all (c[2:4]) then c[1] end,
  deputy = case when c[5] <> all (c[1:4]) then c[5] end
from (select district, id, commanders as c from whistles where cardinality(commanders) >= 4) w
where w.district = s.district and w.id = s.whistle_id;

create index summonses_of_head on summonses (head, called_at desc, whistle_id desc, department desc);
create index summonses_of_coordination on summonses (coordination, called_at desc, whistle_id desc, department desc);
create index summonses_of_office on summonses (office, called_at desc, whistle_id desc, department desc)
  where office is not null;
create index summonses_of_command on summonses (command, called_at desc, whistle_id desc, department desc)
  where command is not null;
create index summonses_of_deputy on summonses (deputy, called_at desc, whistle_id desc, department desc)
  where deputy is not null;

create index whistles_of_head on whistles ((commanders[3]), drafted_at desc, id desc);
create index whistles_of_coordination on whistles ((commanders[4]), drafted_at desc, id desc);
create index whistles_of_office on whistles ((commanders[2]), drafted_at desc, id desc)
  where commanders[2] <> commanders[3];
create index whistles_of_command on whistles ((commanders[1]), drafted_at desc, id desc)
  where commanders[1] <> all (commanders[2:4]);
create index whistles_of_deputy on whistles ((commanders[5]), drafted_at desc, id desc)
  where commanders[5] is not null;
create index whistles_open_of_commander on whistles using gin (commanders) with (fastupdate = off)
  where ended_at is null;

drop index whistles_by_commander;

-- As for departments: few offices must not be taken for so frequent that a list is looked for among everybody's newest.
alter table summonses alter column head set (n_distinct = -0.01);
alter table summonses alter column coordination set (n_distinct = -0.01);
alter table summonses alter column office set (n_distinct = -0.01);
alter table summonses alter column command set (n_distinct = -0.01);
alter table summonses alter column deputy set (n_distinct = -0.01);
analyze summonses (head, coordination, office, command, deputy);
