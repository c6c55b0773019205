-- Agreements, the pilot, the course of the model, and what is learned from it. Free text stands here in clear because it is
-- meant for publication: the domain refuses it where it names a person (`anonymisation/`), and a human reads it besides.
-- People are counted, never listed: who took part in what is known to the stream of the activity alone.

create table rm.agreements (
  ledger            text     not null,
  agreement_id      text     not null,
  region            text     not null,
  -- [{ kind, teryt }]
  parties           jsonb    not null,
  -- SIGNED, TERMINATED
  status            text     not null,
  signed_on         date     not null,
  terminated_on     date,
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, agreement_id)
);

create table rm.pilots (
  ledger            text     not null,
  pilot_id          text     not null,
  status            text     not null,
  -- { macroregion: version of the model }
  models            jsonb    not null default '{}',
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, pilot_id)
);

create table rm.pilot_phases (
  ledger            text    not null,
  pilot_id          text    not null,
  phase             text    not null,
  started_on        date    not null,
  planned_end       date    not null,
  ended_on          date,
  position          bigint  not null,
  updated_position  bigint  not null,
  primary key (ledger, pilot_id, phase)
);

create table rm.pilot_targets (
  ledger      text              not null,
  position    bigint            not null,
  pilot_id    text              not null,
  indicator   text              not null,
  region      text,
  teryt       text,
  value       double precision  not null,
  -- EQ, GTE, LTE
  comparator  text              not null,
  source      text              not null,
  valid_from  date              not null,
  valid_to    date,
  primary key (ledger, position)
);

create table rm.milestones (
  ledger            text     not null,
  milestone_id      text     not null,
  number            integer  not null,
  due_on            date     not null,
  -- PLANNED, STARTED, EVIDENCE_COLLECTED, ACCEPTED, RETURNED
  status            text     not null,
  started_on        date,
  -- [{ kind, reference }]: all that was collected so far.
  evidence          jsonb    not null default '[]',
  accepted_on       date,
  accepted_by       text,
  return_reason     text,
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, milestone_id)
);

create table rm.support_activities (
  ledger            text              not null,
  activity_id       text              not null,
  kind              text              not null,
  -- PLANNED, HELD, CANCELLED
  status            text              not null,
  planned_on        date,
  held_on           date,
  mode              text,
  channel           text,
  hours             double precision,
  days              integer,
  participants      integer,
  -- { sector: how many } of those whose sector is known.
  sectors           jsonb             not null default '{}',
  version           integer           not null,
  position          bigint            not null,
  updated_position  bigint            not null,
  primary key (ledger, activity_id)
);
create index on rm.support_activities (ledger, position);

create table rm.model_versions (
  ledger                  text     not null,
  model_version           text     not null,
  name_pl                 text     not null,
  name_en                 text     not null,
  family                  text     not null,
  based_on                text,
  status                  text     not null,
  drafted_on              date     not null,
  revised_on              date,
  consultation_opened_on  date,
  consultation_until      date,
  consultation_closed_on  date,
  -- [{ by, favourable, on, text }]
  opinions                jsonb    not null default '[]',
  -- [{ by, on }]
  approvals               jsonb    not null default '[]',
  published_on            date,
  macroregion             text,
  in_pilot_on             date,
  evaluated_on            date,
  recommended_on          date,
  superseded_on           date,
  superseded_by           text,
  version                 integer  not null,
  position                bigint   not null,
  updated_position        bigint   not null,
  primary key (ledger, model_version)
);

create table rm.remarks (
  ledger                text     not null,
  remark_id             text     not null,
  -- The version remarked on.
  model_version         text     not null,
  channel               text     not null,
  author_role           text     not null,
  teryt                 text,
  chapter               text     not null,
  text                  text     not null,
  proposed_wording      text,
  status                text     not null,
  submitted_on          date     not null,
  -- ACCEPTED, PARTLY_ACCEPTED, REJECTED; kept when an accepted remark is incorporated.
  decision              text,
  decided_on            date,
  response              text,
  incorporated_version  text,
  incorporated_chapter  text,
  version               integer  not null,
  position              bigint   not null,
  updated_position      bigint   not null,
  primary key (ledger, remark_id)
) with (fillfactor = 80);
create index on rm.remarks (ledger, position);
create index on rm.remarks (ledger, model_version, position);

create table rm.barriers (
  ledger            text     not null,
  barrier_id        text     not null,
  area              text     not null,
  level             text     not null,
  partnership_id    text,
  text              text     not null,
  proposal          text,
  status            text     not null,
  reported_on       date     not null,
  escalated_to      text,
  -- Why it was dismissed or accepted as a limit.
  reason            text,
  ended_on          date,
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, barrier_id)
) with (fillfactor = 80);
create index on rm.barriers (ledger, position);

create table rm.recommendations (
  ledger             text     not null,
  recommendation_id  text     not null,
  text               text     not null,
  addressee          text     not null,
  barriers           text[]   not null default '{}',
  status             text     not null,
  proposed_on        date     not null,
  reason             text,
  published_on       date,
  version            integer  not null,
  position           bigint   not null,
  updated_position   bigint   not null,
  primary key (ledger, recommendation_id)
) with (fillfactor = 80);
create index on rm.recommendations (ledger, position);

create table rm.practices (
  ledger            text     not null,
  practice_id       text     not null,
  title             text     not null,
  description       text     not null,
  partnership_id    text,
  status            text     not null,
  submitted_on      date     not null,
  verified_on       date,
  published_on      date,
  return_reason     text,
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, practice_id)
) with (fillfactor = 80);
create index on rm.practices (ledger, position);

create table rm.matters (
  ledger            text     not null,
  matter_id         text     not null,
  kind              text     not null,
  complex           boolean  not null default false,
  case_id           text,
  -- OPEN, EXTENDED, SETTLED
  status            text     not null,
  opened_on         date     not null,
  extended_on       date,
  settled_on        date,
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, matter_id)
) with (fillfactor = 80);
create index on rm.matters (ledger, position);

create table rm.interdisciplinary_teams (
  ledger            text     not null,
  team_id           text     not null,
  municipality      text,
  formed_on         date     not null,
  sittings          integer  not null default 0,
  last_sat_on       date,
  version           integer  not null,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, team_id)
);

grant select, insert, update, delete
  on rm.agreements, rm.pilots, rm.pilot_phases, rm.pilot_targets, rm.milestones, rm.support_activities, rm.model_versions,
     rm.remarks, rm.barriers, rm.recommendations, rm.practices, rm.matters, rm.interdisciplinary_teams
  to kooperacje_service;
