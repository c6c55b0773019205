-- A leaf names the keys that its payload is sealed with, from its second format on: an erasure that nobody recorded can then be
-- told from one that a fact of the history accounts for.
--   keys  those that the leaf names, each '<key id in hexadecimal>:<subject>', in order; null: the leaf is of the first format
-- nonce_keys are the same, or null where the nonce was made by chance.
alter table es.log_leaves add column keys text[];
