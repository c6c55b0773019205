-- Auditors read the register of reads from one end to the other, page by page: in the order in which it was written.
create index on accounts.disclosures (ledger, id);
