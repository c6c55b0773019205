-- Requests to erase and what keeps data from being erased: ids, grounds and days, never whom a client id stands for.

create table rm.erasures (
  ledger            text     not null,
  erasure_id        text     not null,
  client_id         text     not null,
  ground            text     not null,
  -- REQUESTED, CONFIRMED, BEGUN, DONE, REFUSED, WITHDRAWN
  status            text     not null,
  requested_by      text     not null,
  requested_on      date     not null,
  confirmed_by      text,
  confirmed_on      date,
  begun_on          date,
  -- The day on which it was done, refused or taken back.
  ended_on          date,
  refusal_ground    text,
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, erasure_id)
) with (fillfactor = 60);
create index on rm.erasures (ledger, position);
-- What the workers look for every minute: few, if any.
create index on rm.erasures (begun_on) where status = 'BEGUN';

create table rm.legal_holds (
  ledger            text     not null,
  client_id         text     not null,
  hold_id           text     not null,
  ground            text     not null,
  placed_on         date     not null,
  lifted_on         date,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, client_id, hold_id)
) with (fillfactor = 60);

grant select, insert, update, delete on rm.erasures, rm.legal_holds to kooperacje_service;
