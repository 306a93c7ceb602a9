-- Who commands a whistle, or may come to, finds it in lists, whichever organisation they are of.

alter table whistles add column commanders text[] not null default '{}';

comment on column whistles.commanders is 'Offices: in command, then of the caller those that command, accept and coordinate, then the deputy.';

update whistles w
set commanders = array[w.command, d.caller ->> 'office', d.caller ->> 'head', d.caller ->> 'coordination']
  || case when d.deputy is null then '{}'::text[] else array[d.deputy] end
from (
  select e.district, e.stream_id as id, e.data -> 'caller' as caller,
    coalesce((
      select n.data ->> 'deputy' from events n
      where n.district = e.district and n.stream_kind = e.stream_kind
        and n.stream_id = e.stream_id and n.type = 'DeputyNamed'
      order by n.version desc limit 1), e.data -> 'caller' ->> 'deputy') as deputy
  from events e where e.stream_kind = 'whistle' and e.type = 'WhistleDrafted') d
where d.district = w.district and d.id = w.id;

create index whistles_by_commander on whistles using gin (commanders) with (fastupdate = off);
