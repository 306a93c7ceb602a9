-- The few that are still open are found without passing the many that have ended; rows change in place while they are.

alter table summonses add column ended_at bigint;

comment on column summonses.ended_at is 'When its whistle was closed or withdrawn.';

update summonses s set ended_at = w.ended_at
  from whistles w where w.district = s.district and w.id = s.whistle_id and w.ended_at is not null;

create index whistles_open_of_caller on whistles (caller) where ended_at is null;
create index whistles_open_of_command on whistles (command) where ended_at is null;
create index whistles_of_case on whistles (case_id);
create index whistles_of_drills on whistles (drafted_at desc, id desc) where drill;
create index summonses_open on summonses (department) where ended_at is null;
create index summonses_open_of_caller on summonses (caller) where ended_at is null;
create index summonses_of_drills on summonses (called_at desc, whistle_id desc, department desc) where drill;

-- A status is part of no index, so that its change writes the row alone.
drop index whistles_by_status;
drop index whistles_open_by_command;
drop index whistles_by_case;
drop index whistles_by_department;

create index cases_newest on cases ((coalesce(opened_at, 0)) desc, id desc);
create index cases_of_organisation on cases (organisation, (coalesce(opened_at, 0)) desc, id desc);
create index cases_merged on cases ((coalesce(opened_at, 0)) desc, id desc) where survivor is not null;
create index cases_by_recheck on cases (recheck_due_at, id) where recheck_due_at is not null;

drop index cases_by_time;
drop index cases_by_organisation;

create index gradings_of_caller on gradings (caller, window_due_at desc, id desc);
create index gradings_open on gradings (window_due_at desc, id desc) where status = 'open';
create index gradings_with_appeals on gradings (window_due_at desc, id desc) where appeals_pending > 0;

create index supervisions_of_department on supervisions (department, answer_due_at, id);
create index supervisions_pending on supervisions (answer_due_at, id) where status <> 'concluded';

comment on index cases_newest is 'For the list of cases, newest first, of whoever may see many.';
comment on index supervisions_pending is 'For those whose answer or conclusion is still to come.';
