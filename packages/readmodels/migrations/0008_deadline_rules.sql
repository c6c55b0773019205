-- A rule is kept once for all deadlines that run under it, and not in each of their rows, of which it was a third.
create table rm.deadline_rules (
  ledger         text  not null,
  rule           text  not null,
  model_version  text  not null,
  -- Of several rows of a rule the one in force from this day.
  valid_from     date  not null,
  -- Without its triggers: names, law, reminders.
  row            json  not null,
  primary key (ledger, rule, model_version, valid_from)
);
grant select, insert, update, delete on rm.deadline_rules to kooperacje_service;

insert into rm.deadline_rules (ledger, rule, model_version, valid_from, row)
select distinct on (ledger, rule, model_version, row->>'validFrom')
       ledger, rule, model_version, (row->>'validFrom')::date, row::json
  from rm.deadlines
 order by ledger, rule, model_version, row->>'validFrom', updated_position desc;

alter table rm.deadlines add column valid_from date;
update rm.deadlines set valid_from = (row->>'validFrom')::date;
alter table rm.deadlines alter column valid_from set not null, drop column row;
