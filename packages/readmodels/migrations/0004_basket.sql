-- The local service basket (LKU): what may be searched by everybody. It holds no case and no client, only how many places
-- are taken: who has one is known to the basket's stream alone.

create table rm.baskets (
  ledger            text     not null,
  basket_id         text     not null,
  model_version     text,
  opened_on         date     not null,
  reviewed_on       date,
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, basket_id)
);

create table rm.services (
  ledger             text      not null,
  basket_id          text      not null,
  service_id         text      not null,
  institution_id     text      not null,
  -- PROPOSED, VERIFIED, PUBLISHED, SUSPENDED, WITHDRAWN
  status             text      not null,
  -- The columns below tell the revision that is in force; before the first publication, the newest.
  revision           integer   not null,
  in_force           boolean   not null default false,
  -- { revision, verified, … } of a newest revision that is not in force yet.
  pending            jsonb,
  basket_version     text,
  name               text      not null,
  -- The name in small letters without Polish signs: people search without them.
  name_plain         text      not null,
  category           text      not null,
  sector             text      not null,
  target_groups      text[]    not null default '{}',
  needs              text[]    not null default '{}',
  address            text,
  teryt              text,
  contact            jsonb,
  referral_needed    boolean   not null,
  income_test        boolean   not null,
  -- FREE, BY_INCOME, PAID
  fee                text      not null,
  -- Null: nothing limits it.
  capacity           integer,
  taken              integer   not null default 0,
  waiting_days       integer,
  legal_basis        text,
  valid_from         date,
  valid_to           date,
  position           bigint    not null,
  updated_position   bigint    not null,
  primary key (ledger, basket_id, service_id)
) with (fillfactor = 60);
-- A ledger has some hundred services: what a search narrows further it finds by reading them.
create index on rm.services (ledger, position);
create index on rm.services (ledger, service_id);

-- Versions are written once. Items are null for a basket kept on paper, of which only the counts are known.
create table rm.basket_versions (
  ledger          text     not null,
  basket_id       text     not null,
  basket_version  text     not null,
  published_on    date     not null,
  services        integer  not null,
  institutions    integer  not null,
  items           jsonb,
  position        bigint   not null,
  primary key (ledger, basket_id, basket_version)
);

grant select, insert, update, delete on rm.baskets, rm.services, rm.basket_versions to kooperacje_service;
