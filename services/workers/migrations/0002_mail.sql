-- Around rm.mail_outbox, which says what is to be sent and what became of it.
create schema mail;

-- Where staff are written to: contact data of employees (class C1), never of clients. Nothing in events points here, and
-- a row can be changed or deleted at any time.
create table mail.addresses (
  ledger      text         not null,
  -- ACTOR (a coordinator's id), INSTITUTION (the leader's id), ROLE ('COORDINATOR', 'LEADER': for whoever has none)
  kind        text         not null check (kind in ('ACTOR', 'INSTITUTION', 'ROLE')),
  key         text         not null,
  address     text         not null,
  updated_at  timestamptz  not null default clock_timestamp(),
  primary key (ledger, kind, key)
);

-- Where no mail server is set, mails go here instead, for a page to show. One a notice, like the outbox.
create table mail.caught (
  ledger      text         not null,
  position    bigint       not null,
  recipient   text         not null,
  message_id  text         not null,
  address     text         not null,
  subject     text         not null,
  body        text         not null,
  caught_at   timestamptz  not null default clock_timestamp(),
  primary key (ledger, position, recipient)
);

grant usage on schema mail to kooperacje_service;
grant select, insert, update, delete on mail.addresses to kooperacje_service;
grant select, insert, delete on mail.caught to kooperacje_service;
