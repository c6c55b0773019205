-- Finding a person by a number that is kept sealed: HMACs of it under a secret of the ledger. Whoever has the rows alone can
-- test no guess; whoever has the secret as well can try every number there is, so both are kept out of backups of the history,
-- as the keys of persons are (docs/explanation/erasure.md).

-- Wrapped by the master key and not derived from it: rotating the master key changes this row, and no hash.
create table es.search_keys (
  ledger      text         collate "C" primary key,
  master_key  text         not null,
  wrapped     bytea        not null,
  created_at  timestamptz  not null default clock_timestamp()
);

-- Which fact says it, so that a correction of the fact takes the row along. A row needs the key of its person: none can be
-- written once the key is destroyed, and destroying it takes the rows along, whoever does it.
create table es.search_index (
  ledger          text     collate "C" not null,
  stream          text     collate "C" not null,
  stream_version  integer  not null,
  field           text     not null,
  hash            bytea    not null,
  subject         text     collate "C" not null,
  primary key (ledger, stream, stream_version, field, hash),
  foreign key (ledger, subject) references es.subject_keys on delete cascade
);
create index on es.search_index (ledger, field, hash);
create index on es.search_index (ledger, subject);

grant select, insert on es.search_keys to kooperacje_service;
grant update (master_key, wrapped) on es.search_keys to kooperacje_service;
grant select, insert, delete on es.search_index to kooperacje_service;
