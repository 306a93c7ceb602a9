-- What the tables hold is summed long before every stream has been folded: a change without an event shows at once.

alter table audit_sums add column checked boolean not null default true;

create index audit_sums_unchecked on audit_sums (district, kind, id) where not checked;

comment on column audit_sums.checked is
  'Whether the sum was compared with what follows from the events, or only taken from the tables so far.';
