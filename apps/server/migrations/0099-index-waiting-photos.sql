-- Photos that nobody has judged yet are few among many.

create index report_photos_waiting on report_photos (case_id) where cleared is null and erased_at is null;

comment on index report_photos_waiting is 'For the cases whose photos nobody has judged yet.';
