-- A person is forgotten by deleting the row of their key. Every running process hears of it at commit, so that none keeps
-- the key, or what it opened with it, in memory. NOTIFY takes a lock of the whole database, which appends must never do;
-- erasures are a few a year.
create function es.tell_forgotten() returns trigger language plpgsql as $$
begin
  perform pg_notify('es_forgotten', json_build_object('ledger', old.ledger, 'subject', old.subject)::text);
  return null;
end $$;

create trigger tell_forgotten after delete on es.subject_keys for each row execute function es.tell_forgotten();

-- A fingerprint is a hash of a body in clear. Whoever can guess a name, a few problem areas and a short note could find out
-- by it that the guess was right, so it goes with the key. The idempotency key stays and fits no body any more: a request
-- that is repeated after the erasure is refused, not applied a second time.
create function es.forget_fingerprints(p_ledger text, p_streams text[]) returns integer language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  n integer;
begin
  update es.idempotency_keys k set fingerprint = ''
   where k.ledger = p_ledger and k.fingerprint <> ''
     and exists (select from es.events e
                  where e.ledger = p_ledger and e.stream = any (p_streams)
                    and e.position >= k.first_position and e.position < k.first_position + k.event_count);
  get diagnostics n = row_count;
  return n;
end $$;

revoke all on function es.forget_fingerprints from public;
grant execute on function es.forget_fingerprints to kooperacje_service;
