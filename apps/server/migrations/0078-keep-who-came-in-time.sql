-- Figures of a period count arrivals without passing every call: a whistle knows who came in time and who was late.

alter table whistles add column late_departments text[] not null default '{}';
alter table whistles add column in_time_departments text[] not null default '{}';

comment on column whistles.late_departments is 'Whose missed arrival was declared and not cancelled, each by its latest round; by id.';
comment on column whistles.in_time_departments is 'Who arrived while an arrival clock ran and missed none, each by its latest round; by id.';

update whistles w set late_departments = c.late, in_time_departments = c.in_time
from (
  select district, whistle_id,
    coalesce(array_agg(department order by department collate "C")
      filter (where 'arrive' = any(missed)), '{}') as late,
    coalesce(array_agg(department order by department collate "C")
      filter (where arrived and arrive_due_at is not null and not 'arrive' = any(missed)), '{}')
      as in_time
  from summonses group by district, whistle_id) c
where c.district = w.district and c.whistle_id = w.id
  and (cardinality(c.late) > 0 or cardinality(c.in_time) > 0);
