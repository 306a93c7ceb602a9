-- A desk asks for the cases that residents reported, and for those in which their words or photos wait to be judged.

alter table cases add column resident_reports integer not null default 0;
alter table cases add column word_waits_since bigint;

comment on column cases.resident_reports is 'Reports that residents gave themselves, those of merged cases included.';
comment on column cases.word_waits_since is 'When a resident said what nobody has judged yet.';

update cases c set resident_reports = told.reports
from (
  select e.district, e.stream_id, sum(
    case e.type
      when 'ReportAdded' then (e.data #>> '{report,source}' = 'resident')::int
      else (
        select count(*) from jsonb_array_elements(e.data -> 'reports') r
        where r ->> 'source' = 'resident')
    end)::int as reports
  from events e
  where e.stream_kind = 'case' and e.type in ('ReportAdded', 'CaseAbsorbed')
  group by e.district, e.stream_id) told
where told.district = c.district and told.stream_id = c.id and c.status <> 'merged';

-- The last word since the last judgement; one that came with a merged case only where no other was there.
update cases c set word_waits_since = said.at
from (
  select distinct on (e.district, e.stream_id) e.district, e.stream_id,
    case e.type
      when 'ResidentSpoke' then (e.data ->> 'at')::bigint
      else (e.data #>> '{unjudged,at}')::bigint
    end as at
  from events e
  left join lateral (
    select max(j.version) as version from events j
    where j.district = e.district and j.stream_kind = 'case' and j.stream_id = e.stream_id
      and j.type = 'WordJudged') judged on true
  where e.stream_kind = 'case' and e.version > coalesce(judged.version, 0)
    and (e.type = 'ResidentSpoke' or e.type = 'CaseAbsorbed' and e.data -> 'unjudged' is not null)
  order by e.district, e.stream_id, (e.type = 'ResidentSpoke') desc,
    case e.type when 'ResidentSpoke' then -e.version else e.version end) said
where said.district = c.district and said.stream_id = c.id and c.status <> 'merged';

create index cases_with_words on cases (word_waits_since) where word_waits_since is not null;
create index cases_of_residents on cases (organisation, (coalesce(opened_at, 0)) desc, id desc) where resident_reports > 0;
create index cases_by_survivor on cases (survivor) where survivor is not null;

comment on index cases_with_words is 'For the few in which a word waits.';
