-- The event store. Everything that the services may do to the history is in this file:
-- they read it, and they call es.append. No role but the owner can write the tables, and the owner is
-- stopped by a trigger from changing what was once written.

create schema es;

-- One row a ledger (a local authority, a region, a pilot). `head` is the position of its last event.
-- The row is the ledger's lock: it is taken by es.append, so positions are contiguous and in commit order.
-- fillfactor leaves room for HOT updates: the row is rewritten once a batch.
create table es.ledgers (
  ledger     text        primary key check (ledger ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  head       bigint      not null default 0 check (head >= 0),
  opened_at  timestamptz not null default clock_timestamp()
) with (fillfactor = 50);

-- `stream` is '<type>/<id>'. One text column keeps the unique index, the largest after the rows themselves, small.
-- payload and metadata are json, not jsonb: they are stored as they came and read back without re-serialising.
create table es.events (
  ledger          text        not null,
  position        bigint      not null,
  stream          text        not null,
  stream_version  integer     not null,
  event_id        uuid        not null,
  type            text        not null,
  schema_version  smallint    not null,
  occurred_at     timestamptz not null,
  recorded_at     timestamptz not null,
  payload         json        not null,
  metadata        json        not null,
  primary key (ledger, position),
  unique (ledger, stream, stream_version)
);

-- What was answered to which idempotency key: written in the transaction of the events it speaks of.
create table es.idempotency_keys (
  ledger          text        not null,
  key             text        not null,
  fingerprint     text        not null,
  first_position  bigint      not null,
  event_count     integer     not null,
  recorded_at     timestamptz not null,
  primary key (ledger, key)
);

-- How far each projection has read each ledger; committed together with the rows that the events changed.
create table es.checkpoints (
  projection  text    not null,
  ledger      text    not null,
  position    bigint  not null default 0,
  primary key (projection, ledger)
) with (fillfactor = 50);

-- Keys of data subjects, wrapped by the master key. A deleted row is a forgotten person.
create table es.subject_keys (
  ledger      text        not null,
  subject     text        not null,
  master_key  text        not null,
  wrapped     bytea       not null,
  created_at  timestamptz not null default clock_timestamp(),
  primary key (ledger, subject)
);

create function es.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'es.% is append-only: % is refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on es.events
  for each statement execute function es.refuse_change();
-- Also where triggers are switched off for a session, as restoring tools do.
alter table es.events enable always trigger append_only;

-- Appends a batch of commands to one ledger, each on its own merit: a conflict in one does not touch the others.
--
-- Streams are sent once and named by index, so that the version bookkeeping of a batch is integer arithmetic.
-- Arrays of events and expectations are ordered by command.
-- Expectations: n = exactly version n, 0 = no such stream, -1 = whatever it is.
--
-- Answers json. Per command `outcomes`: 0 appended, 1 wrong version, 2 key used with another body, 3 repeated; and
-- `firsts`, the position of its first event. Per event `versions` (null where its command was refused). Per expectation
-- `actual`, the version that was found instead (null where it was met). `repeats` holds what repeated commands wrote
-- the first time.
create function es.append(
  p_ledger           text,
  p_keys             text[],
  p_fingerprints     text[],
  p_streams          text[],
  p_expect_command   integer[],
  p_expect_stream    integer[],
  p_expect_version   integer[],
  p_event_command    integer[],
  p_event_stream     integer[],
  p_event_name       text[],
  p_event_id         uuid[],
  p_event_type       text[],
  p_event_schema     smallint[],
  p_event_occurred   timestamptz[],
  p_event_payload    json[],
  p_event_metadata   json[]
) returns json language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  n_commands  constant integer := cardinality(p_keys);
  n_events    constant integer := cardinality(p_event_command);
  n_expect    constant integer := cardinality(p_expect_command);
  v_now       timestamptz;
  v_base      bigint;
  v_next      bigint;
  v_versions  integer[];
  v_outcomes  integer[] := array_fill(0, array[n_commands]);
  v_positions bigint[]  := array_fill(null::bigint, array[greatest(n_events, 1)]);
  v_numbers   integer[] := array_fill(null::integer, array[greatest(n_events, 1)]);
  v_firsts    bigint[]  := array_fill(0::bigint, array[n_commands]);
  v_actual    integer[] := array_fill(null::integer, array[greatest(n_expect, 1)]);
  v_keyed     boolean   := false;
  v_repeats   json;
  r           record;
  e           integer := 1;
  x           integer := 1;
  s           integer;
begin
  -- Takes the lock and, in the same write, the positions that the batch needs when nothing in it is refused.
  update es.ledgers set head = head + n_events where ledger = p_ledger returning head - n_events into v_base;
  if not found then
    insert into es.ledgers (ledger) values (p_ledger) on conflict do nothing;
    update es.ledgers set head = head + n_events where ledger = p_ledger returning head - n_events into v_base;
  end if;
  -- Whole milliseconds: what a JavaScript reader sees is then all there is, and a proof over it is exact.
  v_now := date_trunc('milliseconds', clock_timestamp());
  v_next := v_base;

  for r in
    select k.ordinality::integer as command, i.fingerprint = p_fingerprints[k.ordinality::integer] as same
      from unnest(p_keys) with ordinality as k (key, ordinality)
      join es.idempotency_keys i on i.ledger = p_ledger and i.key = k.key
  loop
    v_outcomes[r.command] := case when r.same then 3 else 2 end;
    v_keyed := true;
  end loop;

  select array_agg(coalesce(v.version, 0) order by n.ordinality) into v_versions
    from unnest(p_streams) with ordinality as n (stream, ordinality)
    left join lateral (
      select stream_version as version from es.events
       where ledger = p_ledger and stream = n.stream order by stream_version desc limit 1
    ) v on true;

  for c in 1 .. n_commands loop
    while x <= n_expect and p_expect_command[x] = c loop
      s := p_expect_stream[x];
      if v_outcomes[c] < 2 and p_expect_version[x] <> -1 and v_versions[s] <> p_expect_version[x] then
        v_outcomes[c] := 1;
        v_actual[x] := v_versions[s];
      end if;
      x := x + 1;
    end loop;
    v_firsts[c] := v_next + 1;
    while e <= n_events and p_event_command[e] = c loop
      if v_outcomes[c] = 0 then
        s := p_event_stream[e];
        v_versions[s] := v_versions[s] + 1;
        v_next := v_next + 1;
        v_numbers[e] := v_versions[s];
        v_positions[e] := v_next;
      end if;
      e := e + 1;
    end loop;
  end loop;

  if v_next < v_base + n_events then
    update es.ledgers set head = v_next where ledger = p_ledger;
  end if;

  insert into es.events
    select p_ledger, i.position, i.stream, i.version, i.id, i.type, i.schema, i.occurred, v_now, i.payload, i.metadata
      from unnest(v_positions, v_numbers, p_event_name, p_event_id, p_event_type, p_event_schema, p_event_occurred,
                  p_event_payload, p_event_metadata)
        as i (position, version, stream, id, type, schema, occurred, payload, metadata)
     where i.position is not null;

  insert into es.idempotency_keys
    select p_ledger, k.key, p_fingerprints[k.ordinality::integer], v_firsts[k.ordinality::integer],
           (select count(*) from unnest(p_event_command) as ec (command) where ec.command = k.ordinality), v_now
      from unnest(p_keys) with ordinality as k (key, ordinality)
     where k.key is not null and v_outcomes[k.ordinality::integer] = 0;

  if v_keyed then
    select json_object_agg(k.ordinality, json_build_object('first', i.first_position, 'count', i.event_count)) into v_repeats
      from unnest(p_keys) with ordinality as k (key, ordinality)
      join es.idempotency_keys i on i.ledger = p_ledger and i.key = k.key
     where v_outcomes[k.ordinality::integer] = 3;
  end if;

  return json_build_object('outcomes', v_outcomes, 'firsts', v_firsts, 'versions', v_numbers, 'actual', v_actual,
                           'repeats', v_repeats);
end $$;

-- The services' role. It cannot touch es.events or es.ledgers except through es.append, which runs as their owner.
-- Roles belong to the server, not to the database: another database may have made it, at this very moment too.
do $$
begin
  if not exists (select from pg_roles where rolname = 'kooperacje_service') then
    create role kooperacje_service nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

-- Whoever migrates may also serve, if that is theirs to say (`createPool` then takes the role). A superuser may anyway;
-- a login with CREATEROLE is not a member of the roles it creates (PostgreSQL 15), or not one that may take them (16 and
-- newer). An owner who was kept apart from the services stays apart.
do $$
begin
  set local role kooperacje_service;
  reset role;
exception when insufficient_privilege then
  begin
    grant kooperacje_service to current_user;
  exception when insufficient_privilege then null;
  end;
end $$;

grant usage on schema es to kooperacje_service;
grant select on all tables in schema es to kooperacje_service;
grant insert, update on es.checkpoints to kooperacje_service;
grant insert, delete on es.subject_keys to kooperacje_service;
revoke all on function es.append from public;
grant execute on function es.append to kooperacje_service;
