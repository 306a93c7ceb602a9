-- Confidential whistles are few: figures look at each of them before they count by problem type.

create index whistles_confidential on whistles (sounded_at) where confidential;

comment on index whistles_confidential is 'For figures that must not tell a type before its time.';
