-- What belongs to the Blue Card procedure is shown to those who may know of it, by every query that reads a history. A
-- column and not a list of types in each query: one that forgot a type would tell what nobody may learn.
alter table rm.case_timeline add column restricted boolean not null default false;

-- What came later in the course of a case. Counts and codes, as everything in rm.cases.
alter table rm.cases
  -- { needs, ownResources, communityResources, byLifeArea: [{ lifeArea, … }] }
  add column diagnosis          jsonb,
  add column reviewed_on        date[]   not null default '{}',
  add column client_score       integer,
  add column evaluated_on       date,
  -- LASTING, PARTLY_LASTING, NOT_LASTING, NOT_REACHED
  add column follow_up_outcome  text,
  add column followed_up_on     date,
  add column reopened_on        date;

alter table rm.meetings
  -- ORDINARY, REVIEW, FINAL
  add column purpose     text,
  -- [{ memberId, sector, present }]: staff keys.
  add column attendance  jsonb  not null default '[]';

create table rm.case_consents (
  ledger                  text     not null,
  case_id                 text     not null,
  consent_id              text     not null,
  -- PARTICIPATION, DATA_SHARING
  kind                    text     not null,
  -- IN_FORCE; NARROWED: still takes part, nothing may be shared; ENDED
  status                  text     not null,
  given_on                date     not null,
  form                    text     not null,
  privacy_notice_version  text     not null,
  adults_covered          integer  not null,
  -- How many children were asked, and how many of them were heard.
  children                integer  not null default 0,
  children_heard          integer  not null default 0,
  institutions            text[]   not null default '{}',
  data_scopes             text[]   not null default '{}',
  valid_until             date,
  ended_on                date,
  -- WITHDRAWN, EXPIRED, REOPENED
  ended_by                text,
  position                bigint   not null,
  updated_position        bigint   not null,
  primary key (ledger, case_id, consent_id)
);
create index on rm.case_consents (ledger, valid_until) where status <> 'ENDED' and valid_until is not null;

create table rm.case_goals (
  ledger            text     not null,
  case_id           text     not null,
  goal_id           text     not null,
  life_area         text,
  -- As it was rated last: ACHIEVED, PARTLY, NOT.
  rating            text,
  rated_on          date,
  dropped           boolean  not null default false,
  -- False: of a plan from before the case was reopened.
  of_present_plan   boolean  not null default true,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, case_id, goal_id)
);

create table rm.case_actions (
  ledger            text     not null,
  case_id           text     not null,
  action_id         text     not null,
  goal_id           text     not null,
  -- An institution, or CLIENT.
  owner             text     not null,
  service_id        text,
  category          text,
  starts_on         date     not null,
  due_on            date     not null,
  -- PLANNED, STARTED, COMPLETED, CANCELLED; overdue is a question of the day one asks on
  status            text     not null,
  since             date     not null,
  of_present_plan   boolean  not null default true,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, case_id, action_id)
) with (fillfactor = 60);
create index on rm.case_actions (ledger, owner, due_on) where status in ('PLANNED', 'STARTED');

grant select, insert, update, delete on rm.case_consents, rm.case_goals, rm.case_actions to kooperacje_service;
