-- Attempts are counted by where they come from: a browser that has been logged in under this name before, or else an address. Under
-- a keyed hash of both the name and the place: an address is personal data, and there are so few that a plain hash hides none.
-- Nullable: processes of the version before this one write on while it is brought in.
alter table accounts.log_in_attempts
  add column source_hash bytea,
  add column known_browser boolean not null default false;

-- Browsers that somebody has logged in with. The token lives in a cookie; one browser may know several people.
create table accounts.known_browsers (
  token_hash  bytea        not null,
  login       text         not null references accounts.users on delete cascade,
  expires_at  timestamptz  not null,
  primary key (token_hash, login)
);
create index on accounts.known_browsers (login, expires_at);
create index on accounts.known_browsers (expires_at);

grant select, insert, update, delete on accounts.known_browsers to kooperacje_service;
