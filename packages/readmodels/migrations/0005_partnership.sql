-- What a partnership keeps for all its institutions to read: its meetings with their quorum, resources and gaps by sector,
-- mutual benefits, charter, papers by version, decisions. The words are about institutions: the domain refuses those that
-- name a person (`anonymisation/`), so they may stand here in clear.

-- Belongs to the projection of partnerships, whose fold knows how many members there were at that moment.
create table rm.partnership_sittings (
  ledger            text     not null,
  partnership_id    text     not null,
  meeting_id        text     not null,
  -- INITIATING, PLENARY
  kind              text     not null,
  ordinal           integer  not null,
  held_on           date     not null,
  mode              text     not null,
  present           integer,
  -- Of a plenary meeting: members that took part in the partnership then, how many of them were represented (null where the
  -- minutes do not say), and how many the version of the model asked for.
  members           integer,
  represented       integer,
  quorum            integer,
  minutes_filed_on  date,
  position          bigint   not null,
  updated_position  bigint   not null,
  primary key (ledger, partnership_id, meeting_id)
);

create table rm.partnership_resources (
  ledger                text     not null,
  partnership_id        text     not null,
  sector                text     not null,
  assistance_resources  integer  not null,
  local_resources       integer  not null,
  position              bigint   not null,
  updated_position      bigint   not null,
  primary key (ledger, partnership_id, sector)
);

create table rm.partnership_gaps (
  ledger            text    not null,
  partnership_id    text    not null,
  gap_id            text    not null,
  sector            text    not null,
  missing           text    not null,
  -- OPEN, CLOSED
  status            text    not null,
  recorded_on       date    not null,
  closed_on         date,
  closed_by         text,
  position          bigint  not null,
  updated_position  bigint  not null,
  primary key (ledger, partnership_id, gap_id)
);

create table rm.partnership_benefits (
  ledger            text    not null,
  partnership_id    text    not null,
  institution_id    text    not null,
  gains             text[]  not null,
  gives             text[]  not null,
  recorded_on       date    not null,
  position          bigint  not null,
  updated_position  bigint  not null,
  primary key (ledger, partnership_id, institution_id)
);

create table rm.partnership_charters (
  ledger                   text    not null,
  partnership_id           text    not null,
  aspiration               text    not null,
  core_values              text[]  not null,
  work_rules               text[]  not null,
  communication_standards  text[]  not null,
  recorded_on              date    not null,
  position                 bigint  not null,
  updated_position         bigint  not null,
  primary key (ledger, partnership_id)
);

-- One row for each draft, version and adoption: the newest of a kind is in force.
create table rm.partnership_papers (
  ledger          text    not null,
  partnership_id  text    not null,
  position        bigint  not null,
  -- REGULATIONS_DRAFT, REGULATIONS, WORK_PLAN, COMMUNICATION_RULES, EVALUATION_CONCEPT
  kind            text    not null,
  -- Number of the draft or version, year of the plan.
  label           text,
  dated_on        date    not null,
  primary key (ledger, partnership_id, position)
);

create table rm.partnership_decisions (
  ledger          text    not null,
  partnership_id  text    not null,
  position        bigint  not null,
  decision_id     text    not null,
  meeting_id      text    not null,
  subject         text    not null,
  taken_on        date    not null,
  primary key (ledger, partnership_id, position)
);

grant select, insert, update, delete
  on rm.partnership_sittings, rm.partnership_resources, rm.partnership_gaps, rm.partnership_benefits,
     rm.partnership_charters, rm.partnership_papers, rm.partnership_decisions
  to kooperacje_service;
