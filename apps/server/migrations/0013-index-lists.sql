-- Lists of cases, gradings and orders go through their rows in the order in which they are asked for.

create index cases_by_time on cases (opened_at desc, id desc);
create index cases_by_place on cases (latitude, longitude);
create index gradings_by_window on gradings (window_due_at desc, id desc);
create index supervisions_by_answer on supervisions (answer_due_at, id);

comment on index cases_by_time is 'For the list of cases, newest first, of whoever may see many.';
comment on index cases_by_place is 'For cases around a point: latitude narrows the search most.';
comment on index gradings_by_window is 'For the list of gradings by the end of their window.';
comment on index supervisions_by_answer is 'For the list of orders by the moment when the answer is due.';
