-- A provider may say that a message arrived before it has answered that it took it.

create table early_receipts (
  receipt text not null,
  status text not null,
  at bigint not null,
  primary key (receipt, status)
);

comment on table early_receipts is 'Receipts of messages that are not known yet; looked at when one is accepted, forgotten after a day.';
comment on column early_receipts.receipt is 'The name that the provider gave to the message.';
comment on column early_receipts.status is 'delivered, seen or failed.';
comment on column early_receipts.at is 'Epoch milliseconds.';
