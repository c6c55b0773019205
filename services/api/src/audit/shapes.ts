import { z } from 'zod'

/** Answers of the auditor's routes: the rows of `services/history`. Times come in UTC and on the clock of Poland. */

const Time = z.iso.datetime()
const TimeInPoland = z.iso.datetime({ offset: true })
const Position = z.int().describe('Place in the ledger')

const Fact = {
  position: Position,
  withheld: z.literal(false),
  stream: z.string(),
  version: z.int().optional().describe('Place in the stream; left out where a gap would tell of what is withheld'),
  eventId: z.string(),
  type: z.string(),
  schemaVersion: z.int(),
  occurredAt: Time,
  occurredInPoland: TimeInPoland,
  recordedAt: Time,
  recordedInPoland: TimeInPoland,
  by: z.object({ actorId: z.string(), role: z.string(), institutionId: z.string().nullable() }),
  correlationId: z.string().nullable().describe('Shared by all facts that go back to one request'),
  causationId: z.string().nullable().describe('`<ledger>@<position>` of the fact that a worker reacted to'),
  data: z.unknown().describe('The payload; personal fields read as (sealed)'),
}

export const TimelineRowView = z
  .discriminatedUnion('withheld', [
    z.object(Fact),
    z.object({ position: Position, withheld: z.literal(true), recordedAt: Time, recordedInPoland: TimeInPoland }),
  ])
  .meta({ id: 'HistoryEntry' })

const State = {
  stream: z.string(),
  status: z.string(),
  since: z.iso.date().nullable().describe('Business date of the step into this status'),
  begunOn: z.iso.date().nullable(),
  modelVersion: z.string().nullable(),
  facts: z.int().describe('Facts that made it'),
  position: Position.nullable().describe('Of the last of them'),
  occurredAt: Time.nullable(),
  occurredInPoland: TimeInPoland.nullable(),
  recordedAt: Time.nullable(),
  recordedInPoland: TimeInPoland.nullable(),
  passedOver: z.array(Position).describe('Recorded before the last fact, happened later than asked'),
}

export const StateRowView = z.object(State).meta({ id: 'ThingThen' })

export const WholeStateView = z
  .object({ ...State, state: z.record(z.string(), z.unknown()).describe('What the process remembers') })
  .meta({ id: 'StateThen' })

export const ChangeRowView = z
  .object({
    stream: z.string(),
    before: StateRowView,
    after: StateRowView,
    changes: z.array(
      z.object({ path: z.string().describe('`team.meetings`'), before: z.unknown(), after: z.unknown() }),
    ),
    foundAt: Position.describe('Where the search came upon it'),
  })
  .meta({ id: 'ThingChange' })

export const CauseRowView = z
  .object({
    ...Fact,
    depth: z.int().describe('Below 0: what it follows from; 0: the fact asked about; above 0: what followed'),
    tie: z.enum(['CAUSATION', 'REACTION', 'COMMAND', 'DEADLINE', 'CORRECTION']).nullable(),
    reaction: z.string().nullable().describe('Name of the reaction by which it followed'),
    because: Position.nullable().describe('The fact that it follows from'),
  })
  .meta({ id: 'Cause' })

export const ReadRowView = z
  .object({
    id: z.int().describe('Place in the register'),
    readAt: Time,
    readInPoland: TimeInPoland,
    actorId: z.string(),
    role: z.string(),
    institutionId: z.string().nullable(),
    purpose: z.string(),
    object: z.string().describe('What was looked at'),
    subject: z.string().describe('Key of the person whose data it was'),
    fields: z.array(z.string()),
  })
  .meta({ id: 'ReadOfPersonalData' })
