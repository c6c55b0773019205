-- Attempts to log in that have not led to a session, so that passwords cannot be tried one after another. Under a hash of what
-- was typed as the user name: people type their password into the wrong field.
create table accounts.log_in_attempts (
  id          bigint       generated always as identity primary key,
  login_hash  bytea        not null,
  made_at     timestamptz  not null default clock_timestamp()
);
create index on accounts.log_in_attempts (login_hash, made_at);
create index on accounts.log_in_attempts (made_at);

grant select, insert, delete on accounts.log_in_attempts to kooperacje_service;
