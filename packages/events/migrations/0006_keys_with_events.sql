-- es.append, which also writes the keys of persons whom the commands name for the first time: one commit instead of two, and a
-- command that is refused leaves no key. Only for ids that were made for the command, under which nothing can be kept yet.
-- Should there be a key all the same, the unique index refuses it, and with it the whole batch: an event is never committed
-- under a key that is not.
--
--   p_key_*   per key: its command, whose it is, which master key wrapped it, the wrapped key
create function es.append_with_keys(
  p_ledger text,
  p_metadata json[], p_first integer[], p_events integer[], p_keys text[], p_fingerprints text[],
  p_streams text[], p_required integer[],
  p_expect_command integer[], p_expect_stream integer[], p_expect_version integer[],
  p_event_command integer[], p_event_stream integer[], p_event_nth integer[],
  p_event_id uuid[], p_event_type text[], p_event_schema smallint[], p_event_occurred timestamptz[],
  p_event_payload json[],
  p_key_command integer[], p_key_subject text[], p_key_master text[], p_key_wrapped bytea[]
) returns json language plpgsql
set plan_cache_mode = force_generic_plan
as $$
declare
  v_answer    constant json := es.append(
    p_ledger, p_metadata, p_first, p_events, p_keys, p_fingerprints, p_streams, p_required, p_expect_command,
    p_expect_stream, p_expect_version, p_event_command, p_event_stream, p_event_nth, p_event_id, p_event_type,
    p_event_schema, p_event_occurred, p_event_payload);
  v_outcomes  constant json := v_answer -> 'outcomes';
begin
  insert into es.subject_keys (ledger, subject, master_key, wrapped)
    select p_ledger, p_key_subject[i], p_key_master[i], p_key_wrapped[i]
      from generate_series(1, cardinality(p_key_subject)) as i
     where v_outcomes is null or (v_outcomes ->> (p_key_command[i] - 1)) = '0';
  return v_answer;
end $$;

revoke all on function es.append_with_keys from public;
grant execute on function es.append_with_keys to kooperacje_service;
