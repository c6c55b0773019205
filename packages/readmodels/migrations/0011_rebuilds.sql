-- How far the new tables of a projection are, beside those that serve: a rebuild that is stopped is taken up again.
create table rm_next.builds (
  projection         text         primary key,
  version            integer      not null,
  -- The columns of its tables when it began: after a migration what was built is of no use.
  shape              text         not null,
  begun_at           timestamptz  not null default clock_timestamp(),
  -- What whoever builds said last: positions taken in, how many there are, how many a second.
  events             bigint       not null default 0,
  of                 bigint       not null default 0,
  events_per_second  integer      not null default 0,
  told_at            timestamptz  not null default clock_timestamp()
);

-- Committed together with the rows.
create table rm_next.checkpoints (
  projection  text    not null,
  ledger      text    collate "C" not null,
  position    bigint  not null,
  primary key (projection, ledger)
);

grant select, insert, update, delete on rm_next.builds, rm_next.checkpoints to kooperacje_service;
