-- Mail at once, or all of a day in one: each entry of the address book says which.
alter table mail.addresses
  add column delivery text not null default 'AT_ONCE' check (delivery in ('AT_ONCE', 'DAILY_DIGEST'));

-- One digest for a person and a day. Its key decides that nobody gets two of one day, whatever is sent by how many processes.
create table mail.digests (
  day            date         not null,
  address        text         not null,
  -- OPEN (takes notices until it goes out), SENT, CAUGHT, FAILED
  status         text         not null default 'OPEN',
  attempts       integer      not null default 0,
  claimed_until  timestamptz,
  sent_at        timestamptz,
  failure        text,
  primary key (day, address)
);
create index on mail.digests (day) where status = 'OPEN';

-- Which notices a digest is made of: rows of rm.mail_outbox, each in one digest at most.
create table mail.digest_items (
  ledger     text    not null,
  position   bigint  not null,
  recipient  text    not null,
  day        date    not null,
  address    text    not null,
  primary key (ledger, position, recipient)
);
create index on mail.digest_items (day, address);

grant select, insert, update on mail.digests to kooperacje_service;
grant select, insert, delete on mail.digest_items to kooperacje_service;
