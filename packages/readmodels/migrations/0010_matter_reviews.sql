-- A family work plan is reviewed again and again, and the authority that extends a matter sets the new term itself.
alter table rm.matters
  add column extended_until    date,
  add column reviews           integer not null default 0,
  add column last_reviewed_on  date;
