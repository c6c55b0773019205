-- The verifiable log of each ledger: docs/reference/verifiable-log.md. Written behind the write path by one sealer at a
-- time; es.append knows nothing of it. All of it but es.logs is append-only, as es.events is: a checkpoint that was signed
-- once has been seen, and a tree may only grow.

-- One row a ledger: the sealer's lock, and how far it has come. `fault_*`: the first event before `size` that is no longer
-- the one that was sealed. While it stands, nothing of this ledger is sealed.
create table es.logs (
  ledger          text        collate "C" primary key,
  size            bigint      not null default 0,
  fault_position  bigint,
  fault_reason    text,
  fault_since     timestamptz
) with (fillfactor = 50);

-- What cannot be made again from the event: the commitment, once the keys behind its nonce are gone.
--   nonce_keys  whose keys the nonce was made with, each '<key id in hexadecimal>:<subject>'; empty: with the ledger's own
--               secret; null: by chance, because a person of the event was already forgotten when it was sealed
-- Told here and not read from the payload: who changes the payload must not be able to make it look erased.
create table es.log_leaves (
  ledger      text    collate "C" not null,
  position    bigint  not null,
  commitment  bytea   not null,
  nonce_keys  text[],
  primary key (ledger, position)
);

-- The hashes of the tiles, each written once: a row holds those that one sealing added to one tile, `start` is the place of
-- the first of them in the tile. A tile of any width is the beginning of the rows put together, so partial tiles cost
-- nothing and none has to be kept or replaced.
create table es.log_hashes (
  ledger  text      collate "C" not null,
  level   smallint  not null,
  tile    bigint    not null,
  start   smallint  not null,
  hashes  bytea     not null,
  primary key (ledger, level, tile, start)
);

-- Every checkpoint that was ever signed. `signers`: the ids of the keys; a new key signs the same size again.
create table es.log_checkpoints (
  ledger     text         collate "C" not null,
  size       bigint       not null,
  signers    text         collate "C" not null,
  root       bytea        not null,
  note       text         not null,
  signed_at  timestamptz  not null,
  primary key (ledger, size, signers)
);

-- What witnesses answered, each line as it came, after it was verified. It vouches for the text of the checkpoint, whoever
-- of the log's keys signed it.
create table es.log_cosignatures (
  ledger       text         collate "C" not null,
  size         bigint       not null,
  witness      text         collate "C" not null,
  line         text         not null,
  received_at  timestamptz  not null,
  primary key (ledger, size, witness)
);

-- Makes the nonces of events that no person is sealed in. Wrapped by the master key, as the keys of persons are; it goes
-- with no erasure. Without it the log still verifies, and no payload of such an event can be shown with its proof.
create table es.log_secrets (
  ledger      text         collate "C" primary key,
  master_key  text         not null,
  wrapped     bytea        not null,
  created_at  timestamptz  not null default clock_timestamp()
);

do $$
declare
  t text;
begin
  foreach t in array array['log_leaves', 'log_hashes', 'log_checkpoints', 'log_cosignatures'] loop
    execute format('create trigger append_only before update or delete or truncate on es.%I
                      for each statement execute function es.refuse_change()', t);
    execute format('alter table es.%I enable always trigger append_only', t);
  end loop;
end $$;

create function es.refuse_shrinking() returns trigger language plpgsql as $$
begin
  raise exception 'the log of ledger % has % entries and cannot have %', old.ledger, old.size, new.size
    using errcode = 'insufficient_privilege';
end $$;

create trigger only_grows before update on es.logs for each row when (new.size < old.size)
  execute function es.refuse_shrinking();

grant select on es.logs, es.log_leaves, es.log_hashes, es.log_checkpoints, es.log_cosignatures, es.log_secrets
  to kooperacje_service;
grant insert on es.logs, es.log_leaves, es.log_hashes, es.log_checkpoints, es.log_cosignatures, es.log_secrets
  to kooperacje_service;
grant update (size, fault_position, fault_reason, fault_since) on es.logs to kooperacje_service;
grant update (master_key, wrapped) on es.log_secrets to kooperacje_service;
