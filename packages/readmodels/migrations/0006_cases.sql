-- What belongs to the Blue Card procedure is shown to those who may know of it, by every query that reads a history. A
-- column and not a list of types in each query: one that forgot a type would tell what nobody may learn.
alter table rm.case_timeline add column restricted boolean not null default false;
