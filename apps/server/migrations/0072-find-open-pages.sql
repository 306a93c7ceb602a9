-- Open messages are found by their id alone: an index over a moment would be written anew with every attempt.

drop index pages_open_and_quiet;

create index pages_open on pages (id) where status = 'open';

comment on index pages_open is 'Finds messages that still stand open: their need may be over, or nobody sends them.';
