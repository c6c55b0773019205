-- Who may call: keys of integrations and log-ins of staff. Secrets are stored as hashes only.
create schema accounts;

create table accounts.api_keys (
  key_id          text        primary key,
  secret_hash     bytea       not null,
  label           text        not null,
  role            text        not null,
  institution_id  text,
  ledgers         text[]      not null check (cardinality(ledgers) > 0),
  created_at      timestamptz not null default clock_timestamp(),
  expires_at      timestamptz,
  revoked_at      timestamptz
);

create table accounts.users (
  login           text        primary key,
  password_hash   text        not null,
  role            text        not null,
  actor_id        text        not null,
  institution_id  text,
  ledgers         text[]      not null check (cardinality(ledgers) > 0),
  created_at      timestamptz not null default clock_timestamp(),
  disabled_at     timestamptz
);

create table accounts.sessions (
  token_hash  bytea       primary key,
  login       text        not null references accounts.users on delete cascade,
  expires_at  timestamptz not null
);
create index on accounts.sessions (expires_at);

-- Who saw personal data, of whom, when and what for. Read by access requests; the services can only add to it.
create table accounts.disclosures (
  id              bigint      generated always as identity primary key,
  ledger          text        not null,
  subject         text        not null,
  object          text        not null,
  actor_id        text        not null,
  actor_role      text        not null,
  institution_id  text,
  fields          text[]      not null,
  purpose         text        not null,
  read_at         timestamptz not null default clock_timestamp()
);
create index on accounts.disclosures (ledger, subject, read_at);

grant usage on schema accounts to kooperacje_service;
grant select, insert, update on accounts.api_keys, accounts.users to kooperacje_service;
grant select, insert, delete on accounts.sessions to kooperacje_service;
grant select, insert on accounts.disclosures to kooperacje_service;
