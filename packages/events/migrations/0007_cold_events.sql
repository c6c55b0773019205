-- Old events can move into a table of their own, es.events_cold, which inherits es.events: every statement that names
-- es.events reads both, and no reader changes. docs/adr/0023-cold-events-are-a-child-table.md says why it is one table for
-- all ledgers, and why it is made by the first move and not here.
--
-- Of a ledger, the cold events are its first ones. What a unique index over both tables would hold rests on this: positions
-- and versions are given by es.append under the ledger's lock, counted from what stands in both; a row comes into the cold
-- table only as it leaves the hot one, which the triggers below see to at no cost to an append.

-- As es.refuse_change, but lets through the deletes of the two functions that move; es.refuse_loss then looks at what they
-- did. Whoever sets es.moving by hand comes no further than that.
create function es.refuse_change_unless_moving() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' and current_setting('es.moving', true) = 'on' then
    return null;
  end if;
  raise exception 'es.% is append-only: % is refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;

-- An event may leave a table only if it still stands, the same in every column and byte, in the other one. A statement at a
-- time: row by row this took 46 µs of the server an event; this and es.refuse_twice together take 24 (and the move itself 17).
-- Hash joins and sequential scans are off because the plan is kept, and may be made while the tables are small.
create function es.refuse_loss() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  if exists (
    select from gone g
     where not exists (
       select from es.events e
        where e.ledger = g.ledger and e.position = g.position
          and (e.stream, e.stream_version, e.event_id, e.type, e.schema_version, e.occurred_at, e.recorded_at)
            = (g.stream, g.stream_version, g.event_id, g.type, g.schema_version, g.occurred_at, g.recorded_at)
          and e.payload::text = g.payload::text and e.metadata::text = g.metadata::text))
  then
    raise exception 'es.% is append-only: % is refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

-- What no unique index can see: that an event which becomes cold is not hot as well, by its place in the ledger or in its
-- stream.
create function es.refuse_twice() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  if exists (select from came c
              where exists (select from only es.events e where e.ledger = c.ledger and e.position = c.position)
                 or exists (select from only es.events e where e.stream = c.stream and e.ledger = c.ledger
                                                           and e.stream_version = c.stream_version))
  then
    raise exception 'es.% takes an event only as it leaves es.events', tg_table_name using errcode = 'unique_violation';
  end if;
  return null;
end $$;

create or replace trigger append_only before update or delete or truncate on es.events
  for each statement execute function es.refuse_change_unless_moving();
alter table es.events enable always trigger append_only;
create trigger nothing_lost after delete on es.events referencing old table as gone
  for each statement execute function es.refuse_loss();
alter table es.events enable always trigger nothing_lost;

-- Makes the cold table, once. While it is made nobody may be in a transaction that has read es.events: such a one would go on
-- with plans that do not know the table, and miss what moves there next. The lock waits for readers, and new ones wait behind
-- it, so it is given up soon: the caller asks again.
create function es.open_cold(p_tablespace text default null) returns void language plpgsql
set search_path = pg_catalog, pg_temp
set lock_timeout = '300ms'
as $$
declare
  v_owner  constant name := (select pg_get_userbyid(relowner) from pg_class where oid = 'es.events'::regclass);
  v_rows   constant text := case when p_tablespace is null then '' else format('tablespace %I', p_tablespace) end;
  v_index  constant text := case when p_tablespace is null then '' else format('using index tablespace %I', p_tablespace) end;
begin
  if to_regclass('es.events_cold') is not null then
    return;
  end if;
  lock table es.events in access exclusive mode;
  if to_regclass('es.events_cold') is not null then
    return;
  end if;
  -- Nothing is ever inserted in between or rewritten: pages are filled to the brim.
  execute format(
    'create table es.events_cold (
       primary key (ledger, position) with (fillfactor = 100) %1$s,
       unique (stream, ledger, stream_version) with (fillfactor = 100) %1$s
     ) inherits (es.events) with (fillfactor = 100) %2$s', v_index, v_rows);
  if v_owner <> current_user then
    execute format('alter table es.events_cold owner to %I', v_owner);
  end if;
  create trigger append_only before update or delete or truncate on es.events_cold
    for each statement execute function es.refuse_change_unless_moving();
  create trigger nothing_lost after delete on es.events_cold referencing old table as gone
    for each statement execute function es.refuse_loss();
  create trigger nothing_twice after insert on es.events_cold referencing new table as came
    for each statement execute function es.refuse_twice();
  alter table es.events_cold enable always trigger append_only;
  alter table es.events_cold enable always trigger nothing_lost;
  alter table es.events_cold enable always trigger nothing_twice;
  -- It is read as part of es.events, for which no right on it is needed; this is for those who ask how much is cold.
  grant select on es.events_cold to kooperacje_service;
end $$;

-- Moves the next events of a ledger, at most p_limit, up to position p_last. Answers up to where they are cold then. One
-- statement deletes and inserts: every reader sees each event in one of the tables, whenever its snapshot was taken. It holds
-- no lock that an append or a sealing waits for; two movers of one ledger wait for each other.
create function es.move_to_cold(p_ledger text, p_last bigint, p_limit integer) returns bigint language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
as $$
declare
  v_cold    bigint;
  v_last    bigint;
  v_sealed  bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('es.cold/' || p_ledger, 0));
  select max(size) into v_sealed from es.log_checkpoints where ledger = p_ledger;
  if p_last > coalesce(v_sealed, 0) or exists (select from es.logs where ledger = p_ledger and fault_reason is not null) then
    raise exception 'only what is sealed may become cold, and ledger % is sealed up to position %', p_ledger,
      coalesce(v_sealed, 0) using errcode = 'object_not_in_prerequisite_state';
  end if;
  v_cold := coalesce((select max(position) from es.events_cold where ledger = p_ledger), 0);
  v_last := least(p_last, v_cold + p_limit);
  if v_last <= v_cold then
    return v_cold;
  end if;
  perform set_config('es.moving', 'on', true);
  with moved as (
    delete from only es.events where ledger = p_ledger and position > v_cold and position <= v_last returning *
  )
  insert into es.events_cold select * from moved order by position;
  perform set_config('es.moving', 'off', true);
  return v_last;
end $$;

-- The way back: the last cold events of a ledger, at most p_limit, from position p_first on.
create function es.return_from_cold(p_ledger text, p_first bigint, p_limit integer) returns bigint language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
as $$
declare
  v_cold   bigint;
  v_first  bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('es.cold/' || p_ledger, 0));
  v_cold := coalesce((select max(position) from es.events_cold where ledger = p_ledger), 0);
  v_first := greatest(p_first, v_cold - p_limit + 1);
  if v_first > v_cold then
    return v_cold;
  end if;
  perform set_config('es.moving', 'on', true);
  with moved as (
    delete from es.events_cold where ledger = p_ledger and position >= v_first and position <= v_cold returning *
  )
  insert into es.events select * from moved order by position;
  perform set_config('es.moving', 'off', true);
  return v_first - 1;
end $$;

revoke all on function es.open_cold, es.move_to_cold, es.return_from_cold from public;
