-- Read models: what pages, queries and reminders read. Everything here can be derived again from es.events, with the
-- one exception of what became of a mail (rm.mail_outbox says why).
--
-- The ledger is the first column of every key, so tables split by ledger like the log does.
-- No personal data: no names of persons, no free text, no problem areas. Client, staff and case ids are keys.
-- Business days are dates; `position` is the fact that brought a row about, `updated_position` the last that changed it.
--
-- Tables whose rows change keep room on their pages: then a change touches no index (measured with 5,000 cases that 100,000
-- facts change in turn: 96 % of the updates instead of 3 %, and a table of 31 MB instead of 177).
-- Indexes go unnamed: a rebuild makes the table again with `like … including all`, which gives the same names.

create schema rm;
create schema rm_next;

-- Which version of a projection's code wrote its tables.
create table rm.projection_versions (
  projection  text         primary key,
  version     integer      not null,
  built_at    timestamptz  not null default clock_timestamp()
);

create table rm.institutions (
  ledger            text    not null,
  institution_id    text    not null,
  name              text    not null,
  kind              text    not null,
  sector            text    not null,
  teryt             text    not null,
  registered_on     date    not null,
  position          bigint  not null,
  primary key (ledger, institution_id)
);

create table rm.partnerships (
  ledger                 text      not null,
  partnership_id         text      not null,
  name                   text      not null,
  municipality           text      not null,
  model_version          text      not null,
  status                 text      not null,
  opened_on              date      not null,
  leader_id              text,
  leader_sector          text,
  invited_count          integer   not null default 0,
  initiating_meetings    integer   not null default 0,
  first_initiating_on    date,
  regulations_version    integer,
  constituted_on         date,
  -- What the domain remembers of it: the rows follow the domain's own fold, not a second telling of its rules.
  state                  jsonb     not null,
  members_count          integer   not null default 0,
  sectors_count          integer   not null default 0,
  below_minimum          boolean   not null default false,
  plenary_meetings       integer   not null default 0,
  last_plenary_on        date,
  work_plan_year         integer,
  basket_version         text,
  basket_services        integer   not null default 0,
  basket_institutions    integer   not null default 0,
  basket_published_on    date,
  suspended_on           date,
  ended_on               date,
  version                integer   not null,
  position               bigint    not null,
  updated_position       bigint    not null,
  primary key (ledger, partnership_id)
) with (fillfactor = 60);

create table rm.partnership_members (
  ledger             text     not null,
  partnership_id     text     not null,
  institution_id     text     not null,
  sector             text     not null,
  -- INVITED, DECLARED (until the partnership is constituted), ACTIVE, WITHDRAWN, EXCLUDED
  status             text     not null,
  leader             boolean  not null default false,
  strategic_partner  boolean  not null default false,
  -- The day of the present status.
  since              date     not null,
  reply_by           date,
  position           bigint   not null,
  updated_position   bigint   not null,
  primary key (ledger, partnership_id, institution_id)
) with (fillfactor = 60);
create index on rm.partnership_members (ledger, institution_id);

-- Whether a declaration makes an institution an active member depends on whether the partnership is constituted yet.
create table rm.constituted_partnerships (
  ledger          text    not null,
  partnership_id  text    not null,
  constituted_on  date    not null,
  position        bigint  not null,
  primary key (ledger, partnership_id)
);

create table rm.partnership_timeline (
  ledger          text         not null,
  partnership_id  text         not null,
  position        bigint       not null,
  type            text         not null,
  occurred_at     timestamptz  not null,
  recorded_at     timestamptz  not null,
  actor_role      text         not null,
  institution_id  text,
  -- Numbers, ids, codes and dates of the fact: enough for a sentence about it, never its free text.
  summary         jsonb        not null,
  primary key (ledger, partnership_id, position)
);

create table rm.referral_inbox (
  ledger               text         not null,
  referral_id          text         not null,
  partnership_id       text         not null,
  -- WAITING, ACCEPTED, RETURNED, REDIRECTED
  status               text         not null,
  client_id            text         not null,
  client_kind          text         not null,
  client_agreed        text         not null,
  source               text         not null,
  urgency              text         not null,
  from_institution_id  text         not null,
  known_since          date         not null,
  submitted_on         date         not null,
  recorded_at          timestamptz  not null,
  answered_on          date,
  case_id              text,
  return_reason        text,
  redirected_to        text,
  version              integer      not null,
  position             bigint       not null,
  updated_position     bigint       not null,
  primary key (ledger, referral_id)
) with (fillfactor = 60);
create index on rm.referral_inbox (ledger, position);
create index on rm.referral_inbox (ledger, position) where status = 'WAITING';
create index on rm.referral_inbox (ledger, from_institution_id, position);

create table rm.cases (
  ledger                    text      not null,
  case_id                   text      not null,
  partnership_id            text      not null,
  status                    text      not null,
  -- As in rm.partnerships.
  state                     jsonb     not null,
  model_version             text,
  client_id                 text      not null,
  client_kind               text      not null,
  adults                    integer   not null,
  children                  integer   not null,
  source                    text      not null,
  referral_id               text,
  preselected               boolean   not null default false,
  coordinator_id            text,
  team_id                   text,
  -- [{ memberId, institutionId, sector }]: staff keys.
  team                      jsonb     not null default '[]',
  team_size                 integer   not null default 0,
  team_sectors              text[]    not null default '{}',
  team_institutions         text[]    not null default '{}',
  consent_in_force          boolean   not null default false,
  consented_on              date,
  consent_until             date,
  consent_institutions      text[]    not null default '{}',
  consent_scopes            text[]    not null default '{}',
  -- Institutions that may see the case now.
  shared_with               text[]    not null default '{}',
  interview_required_on     date,
  interview_urgent          boolean,
  interview_completed_on    date,
  sittings                  integer   not null default 0,
  last_sitting_on           date,
  diagnosed_on              date,
  planned_on                date,
  goals                     integer   not null default 0,
  actions                   integer   not null default 0,
  actions_closed            integer   not null default 0,
  contract_id               text,
  contract_variant          text,
  contract_concluded_on     date,
  contract_ends_on          date,
  reviews_on                date[]    not null default '{}',
  closure_reason            text,
  opened_on                 date      not null,
  closed_on                 date,
  version                   integer   not null,
  position                  bigint    not null,
  updated_position          bigint    not null,
  primary key (ledger, case_id)
) with (fillfactor = 60);
-- Few indexes: a ledger has some thousand cases at most, and its rows change with every fact.
create index on rm.cases (ledger, position);
create index on rm.cases (ledger, client_id);

create table rm.case_timeline (
  ledger          text         not null,
  case_id         text         not null,
  position        bigint       not null,
  type            text         not null,
  occurred_at     timestamptz  not null,
  recorded_at     timestamptz  not null,
  actor_role      text         not null,
  institution_id  text,
  summary         jsonb        not null,
  primary key (ledger, case_id, position)
);

create table rm.meetings (
  ledger            text     not null,
  meeting_id        text     not null,
  -- INITIATING, PLENARY, TEAM
  kind              text     not null,
  partnership_id    text,
  case_id           text,
  -- SCHEDULED, HELD, CANCELLED
  status            text     not null,
  ordinal           integer,
  planned_on        date,
  held_on           date,
  next_on           date,
  invited           integer,
  present           integer,
  client_present    boolean,
  mode              text,
  decisions         integer  not null default 0,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, meeting_id)
) with (fillfactor = 60);
create index on rm.meetings (ledger, position);
create index on rm.meetings (ledger, partnership_id, position) where partnership_id is not null;
create index on rm.meetings (ledger, case_id, position) where case_id is not null;

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
  recipient            text         not null,
  started_on           date         not null,
  started_recorded_at  timestamptz  not null,
  -- Before any standstill; the dates below are these, moved by the standstills that concern it.
  initial_due_on       date         not null,
  initial_remind_on    date         not null,
  initial_alarm_on     date         not null,
  -- [{ of, from, to }] with `to` null while it lasts. Kept so that the dates come out the same in whatever order the
  -- facts were recorded: paper records are typed in long after the fact.
  standstills          jsonb        not null default '[]',
  due_on               date         not null,
  remind_on            date         not null,
  alarm_on             date         not null,
  -- OPEN, MET, MET_LATE, CANCELLED; overdue is OPEN with due_on in the past, a question of the day one asks on
  status               text         not null,
  -- Since when it stands still; only proposed deadlines do.
  paused_on            date,
  stopped_on           date,
  stopped_at           bigint,
  reminded_on          date,
  alarmed_on           date,
  updated_position     bigint       not null,
  primary key (ledger, rule, started_at)
) with (fillfactor = 60);
create index on rm.deadlines (ledger, about);
create index on rm.deadlines (ledger, partnership_id) where partnership_id is not null;
create index on rm.deadlines (ledger, due_on, started_at, rule);
create index on rm.deadlines (ledger, remind_on) where status = 'OPEN' and reminded_on is null;
create index on rm.deadlines (ledger, alarm_on) where status = 'OPEN' and alarmed_on is null;

-- What a deadline that opens later must know of the case or partnership it is about.
create table rm.deadline_subjects (
  ledger            text    not null,
  about             text    not null,
  partnership_id    text,
  standstills       jsonb   not null default '[]',
  position          bigint  not null,
  updated_position  bigint  not null,
  primary key (ledger, about)
);

-- What the indicators are computed from: the domain says which fact yields which entries.
create table rm.indicator_facts (
  ledger       text         not null,
  position     bigint       not null,
  ordinal      integer      not null,
  kind         text         not null,
  occurred_on  date         not null,
  recorded_at  timestamptz  not null,
  entry        jsonb        not null,
  primary key (ledger, position, ordinal)
);
create index on rm.indicator_facts (ledger, occurred_on);

-- One mail for each notice that the log holds. The key is the fact, so a replay adds nothing; and the table is never
-- rebuilt, because whether a mail has left the house is known here alone: a table made anew would send them all again.
create table rm.mail_outbox (
  ledger         text         not null,
  position       bigint       not null,
  recipient      text         not null,
  -- REMINDER, ALARM
  kind           text         not null,
  rule           text         not null,
  about          text         not null,
  case_id        text,
  due_on         date         not null,
  created_at     timestamptz  not null,
  -- PENDING, SENT, CAUGHT (kept for the page of caught mail where no mail server is set), FAILED
  status         text         not null default 'PENDING',
  attempts       integer      not null default 0,
  claimed_until  timestamptz,
  sent_at        timestamptz,
  -- A code such as ECONNREFUSED, never the server's sentence: that may quote an address.
  failure        text,
  primary key (ledger, position, recipient)
) with (fillfactor = 60);
create index on rm.mail_outbox (ledger, position) where status = 'PENDING';

grant usage on schema rm, rm_next to kooperacje_service;
grant select, insert, update, delete on all tables in schema rm to kooperacje_service;

-- A new version of a projection is built in rm_next beside the table that serves, then takes its place. The services
-- own no table; the two steps that need an owner's rights are these functions, and they touch nothing but rm and rm_next.

create function rm.prepare_rebuild(p_table text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_options text := (select array_to_string(reloptions, ', ') from pg_class where oid = format('rm.%I', p_table)::regclass);
begin
  execute format('drop table if exists rm_next.%I', p_table);
  execute format('create table rm_next.%1$I (like rm.%1$I including all)', p_table);
  if v_options <> '' then
    execute format('alter table rm_next.%I set (%s)', p_table, v_options);
  end if;
  execute format('grant select, insert, update, delete on rm_next.%I to kooperacje_service', p_table);
end $$;

-- Runs inside the caller's transaction, so that checkpoints and tables change together. Whoever may read the old table
-- may read the new one. A reader that waits here finds the new table when it goes on: Postgres looks names up again
-- after a lock wait.
create function rm.swap_rebuilt(p_table text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  r record;
begin
  execute format('lock table rm.%I in access exclusive mode', p_table);
  for r in
    select a.privilege_type, case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as grantee
      from pg_class c, aclexplode(c.relacl) a
     where c.oid = format('rm.%I', p_table)::regclass and a.grantee <> c.relowner
  loop
    execute format('grant %s on rm_next.%I to %s', r.privilege_type, p_table, r.grantee);
  end loop;
  execute format('drop table rm.%I', p_table);
  execute format('alter table rm_next.%I set schema rm', p_table);
end $$;

revoke all on function rm.prepare_rebuild, rm.swap_rebuilt from public;
grant execute on function rm.prepare_rebuild, rm.swap_rebuilt to kooperacje_service;
