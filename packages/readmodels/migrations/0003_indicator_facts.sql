-- One row for every event, with what an indicator counts of it: any cut-off date, any recording time, any breakdown can
-- be asked for later, and a figure can name the events behind it. The old rows knew kinds instead of events; a projection
-- of a new version fills these from position 1, and until it has done so the figures are of what it has reached.
drop table rm.indicator_facts;

create table rm.indicator_facts (
  ledger          text         not null,
  position        bigint       not null,
  stream_type     text         not null,
  stream_id       text         not null,
  stream_version  integer      not null,
  -- Of a correction, the type that it corrects.
  type            text         not null,
  occurred_on     date         not null,
  recorded_at     timestamptz  not null,
  -- Days from occurred_on to the day of recorded_at in Poland.
  delay           integer      not null,
  actor_role      text         not null,
  -- Ids, numbers, codes and flags, never anything about a person but their key.
  data            jsonb        not null,
  -- Only of a correction: the version that it replaces in its stream, RESTATED or ANNULLED, and the day it says instead.
  replaces        integer,
  replaced_as     text,
  restated_on     date,
  -- Read from a position onwards and in no other way: whoever counts keeps what is already read.
  primary key (ledger, position)
);

grant select, insert, update, delete on rm.indicator_facts to kooperacje_service;
