-- A drill is marked as one in every list that shows it.

alter table summonses add column drill boolean not null default false;
alter table supervisions add column drill boolean not null default false;

update summonses s set drill = true
  from whistles w where w.district = s.district and w.id = s.whistle_id and w.drill;

comment on column summonses.drill is 'A rehearsal, like its whistle.';
comment on column supervisions.drill is 'Ordered in a rehearsal.';
