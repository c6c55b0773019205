-- Who searched for a client by PESEL, when and what for; never for whom. What was shown of somebody stands in
-- accounts.disclosures. Counted before a search is answered, so that numbers cannot be tried one after another.
create table accounts.client_searches (
  id              bigint       generated always as identity primary key,
  ledger          text         not null,
  actor_id        text         not null,
  actor_role      text         not null,
  institution_id  text,
  purpose         text         not null,
  searched_at     timestamptz  not null default clock_timestamp()
);
create index on accounts.client_searches (ledger, actor_id, searched_at);

grant select, insert, delete on accounts.client_searches to kooperacje_service;
