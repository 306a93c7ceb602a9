-- Figures of a period go through the whistles that sounded in it; what runs now is found without passing what has ended.

create index whistles_by_sound on whistles (sounded_at) where sounded_at is not null;
create index whistles_running on whistles (drafted_at desc, id desc) where ended_at is null;
create index cases_that_recur on cases (opened_at) where cardinality(recurs_from) > 0;
create index events_of_returns on events (district, stream_id)
  where stream_kind = 'case' and type in ('RecheckMade', 'CaseReopened');

comment on index whistles_by_sound is 'For figures of a period.';
comment on index whistles_running is 'For what burns now, and for the board.';
comment on index cases_that_recur is 'For what keeps coming back: returns of earlier cases.';
comment on index events_of_returns is 'For what keeps coming back: found so by a recheck or a resident.';
