-- Finds the positions that have served their time.

create index raw_fixes_by_age on raw_fixes (received_at);

comment on index raw_fixes_by_age is 'Finds the positions that have served their time.';
