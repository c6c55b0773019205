-- Deadlines by the rules of a version of the model. The tables are made anew, as every column of theirs has another source:
-- version 2 of the projection fills them again from the log when the workers start.
drop table rm.deadlines;
drop table rm.deadline_subjects;

-- A deadline is one rule begun by one fact.
create table rm.deadlines (
  ledger               text         not null,
  rule                 text         not null,
  started_at           bigint       not null,
  -- The stream it is about: 'case/…', 'partnership/…', 'referral/…'.
  about                text         not null,
  case_id              text,
  partnership_id       text,
  -- STATUTORY, MODEL_PROPOSED
  origin               text         not null,
  -- The version of the model whose rule it runs under, and that rule without its triggers: names, law, reminders.
  model_version        text         not null,
  row                  jsonb        not null,
  -- Its existence tells of violence (class C5).
  restricted           boolean      not null default false,
  -- AT_LEAST: the stop must not come before the due day.
  bound                text         not null default 'AT_MOST',
  -- { actorId, role } of whoever recorded the beginning.
  owner                jsonb        not null,
  started_on           date         not null,
  started_recorded_at  timestamptz  not null,
  -- Before any standstill; the due day is this, moved by the standstills that concern it.
  term_on              date         not null,
  term_at              timestamptz,
  -- [{ of, from, to }], `to` null while it lasts: its own thing's, and those of the partnership that it belongs to.
  standstills          jsonb        not null default '[]',
  above_standstills    jsonb        not null default '[]',
  due_on               date         not null,
  -- The moment, where the term counts hours.
  due_at               timestamptz,
  -- OPEN, MET, MET_LATE, TOO_EARLY, CANCELLED; missed is OPEN with the due day in the past, a question of the day one asks on
  status               text         not null,
  -- Since when it stands still; only proposed deadlines do.
  paused_on            date,
  stopped_on           date,
  -- Position of the fact, and its moment.
  stopped_at           bigint,
  stopped_moment       timestamptz,
  cancelled_on         date,
  cancelled_at         bigint,
  -- FACT; MIGRATION: the model it came under has no such rule; ANNULLED: nothing that happened begins it any more
  cancelled_by         text,
  -- Position of the fact by which it came under another version of the model.
  migrated_at          bigint,
  -- [{ position, why, dueOn, status }]: how it stood before a fact that was recorded late, corrected, or gave more time.
  changes              jsonb        not null default '[]',
  -- What people were told, as the domain folds the notices; and the version of their stream.
  notices              jsonb        not null,
  notices_version      integer      not null default 0,
  reminded_on          date,
  alarmed_on           date,
  -- First day of reminding; then the next days on which somebody is to be told, null when there is nothing left.
  remind_on            date,
  next_reminder_on     date,
  next_alarm_on        date,
  -- LATE_ENTRY, CORRECTION, MIGRATION: why an alarm that was raised turns out to have been none
  withdraw_because     text,
  updated_position     bigint       not null,
  primary key (ledger, rule, started_at)
) with (fillfactor = 60);
create index on rm.deadlines (ledger, about);
create index on rm.deadlines (ledger, partnership_id) where partnership_id is not null;
create index on rm.deadlines (ledger, due_on, started_at, rule);
create index on rm.deadlines (ledger, next_reminder_on) where next_reminder_on is not null;
create index on rm.deadlines (ledger, next_alarm_on) where next_alarm_on is not null;
create index on rm.deadlines (ledger) where withdraw_because is not null;

-- The facts of a thing that rules look at, so that a fact recorded late or corrected is taken in its place: ids of staff,
-- codes and dates, never personal data.
create table rm.deadline_subjects (
  ledger            text    not null,
  about             text    not null,
  partnership_id    text,
  -- [{ v, p, at, r, by, role, t, d, x? }]
  facts             jsonb   not null default '[]',
  standstills       jsonb   not null default '[]',
  position          bigint  not null,
  updated_position  bigint  not null,
  primary key (ledger, about)
);

grant select, insert, update, delete on rm.deadlines, rm.deadline_subjects to kooperacje_service;

-- Which step of its rule a notice is, who recorded the beginning, and whether it may say what it is about.
alter table rm.mail_outbox
  add column step        integer  not null default 0,
  add column restricted  boolean  not null default false,
  add column owner       jsonb;
