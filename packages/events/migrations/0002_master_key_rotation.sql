-- Rotation wraps the keys of persons anew, in place: the key itself, and with it every event, stays as it is.
grant update (master_key, wrapped) on es.subject_keys to kooperacje_service;

-- Finds what an old master key still wraps without reading the keys of everybody, also in the last batch of many.
create index on es.subject_keys (master_key);
