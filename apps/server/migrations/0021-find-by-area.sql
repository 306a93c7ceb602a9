-- Whoever oversees a small area finds what lies there without passing the rest of the city.

create index whistles_by_area on whistles using gin (areas) with (fastupdate = off);
create index summonses_by_area on summonses using gin (areas) with (fastupdate = off);
create index cases_by_area on cases using gin (areas) with (fastupdate = off);
