-- Open statistics ask when each department first came, of many whistles at once.

create index events_of_arrivals on events (district, stream_id)
  where stream_kind = 'whistle' and type = 'ArrivalProved';

comment on index events_of_arrivals is 'Finds the proved arrivals of a whistle.';
