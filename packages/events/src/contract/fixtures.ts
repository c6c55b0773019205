import { z } from 'zod'
import { EventRegistry, type EventType } from '../registry.ts'
import type { Subscriptions } from '../subscriptions/subscriptions.ts'
import type { AppendCommand, AppendResult, EventMetadata, EventStore, ExpectedVersion, StreamWrite } from '../types.ts'

/** Facts of no domain, chosen for what the store must do with them. */
const noteTaken: EventType = { type: 'NoteTaken', version: 1, data: z.object({ text: z.string().min(1) }) }

const counterMoved: EventType = {
  type: 'CounterMoved',
  version: 1,
  data: z.object({ by: z.number().int(), unit: z.string().default('step') }),
}

const personal = <T extends z.ZodType>(dataClass: string, schema: T) => schema.nullable().meta({ dataClass })

export const personMet: EventType = {
  type: 'PersonMet',
  version: 1,
  data: z.object({
    personId: z.string(),
    place: z.string(),
    name: personal('C2', z.string()),
    remarks: z.array(z.object({ about: z.string(), text: personal('C3', z.string()) })).default([]),
  }),
  subject: (data) => data.personId,
}

/** The same type as it was first written, and as it is two schema versions later. */
const movedFirst: EventType = {
  type: 'PersonMoved',
  version: 1,
  data: z.object({ personId: z.string(), street: personal('C2', z.string()), town: z.string() }),
  subject: (data) => data.personId,
}

const movedNow: EventType = {
  type: 'PersonMoved',
  version: 3,
  data: z.object({
    personId: z.string(),
    address: z.object({ street: personal('C2', z.string()), town: z.string() }),
    country: z.string(),
  }),
  subject: (data) => data.personId,
  upcast: {
    1: ({ street, town, ...rest }) => ({ ...rest, address: { street, town } }),
    2: (data) => ({ ...data, country: 'PL' }),
  },
}

export const typesAtFirst: readonly EventType[] = [noteTaken, counterMoved, personMet, movedFirst]
export const typesNow: readonly EventType[] = [noteTaken, counterMoved, personMet, movedNow]

export const registryOf = (types: readonly EventType[]) => new EventRegistry(types)

/** What other transactions may do to those that read; a store without transactions has nothing to do with them. */
export interface Transactions {
  /** Appends and takes it back. */
  rolledBack(command: AppendCommand): Promise<void>
  /** Has appended and not committed, until the function that it gives is called. */
  stalled(command: AppendCommand): Promise<() => Promise<AppendResult>>
  /** Has written something else, and stays open until the function that it gives is called. */
  leftOpen(): Promise<() => Promise<void>>
}

/** A store under test and the hands that reach behind it. */
export interface StoreUnderTest {
  readonly store: EventStore
  /** Woken by what any of the stores appends, and by nothing else within the time of a test. */
  readonly subscriptions: Subscriptions
  readonly transactions: Transactions
  /** The same data under other schema versions, by a process that has no key in memory. */
  reopened(types: readonly EventType[]): EventStore
  /** Everything that is kept of a ledger's events, as somebody who got hold of the storage would see it. */
  storedText(ledger: string): Promise<string>
  /** Destroys the key of a person. */
  forget(ledger: string, subject: string): Promise<void>
  close(): Promise<void>
}

export type MakeStore = (types: readonly EventType[]) => Promise<StoreUnderTest>

export const metadata: EventMetadata = { actorId: 'worker-7', actorRole: 'coordinator', correlationId: 'request-1' }
export const OCCURRED = '2019-11-12T08:00:00.500Z'

let ledgers = 0
/** Each test has its ledger to itself, so tests do not wait for a fresh database. */
export const newLedger = (): string => `l-${process.pid}-${++ledgers}-${Date.now().toString(36)}`

export const note = (text: string) => ({ type: 'NoteTaken', data: { text }, occurredAt: OCCURRED })

export const write = (
  streamId: string,
  expectedVersion: ExpectedVersion,
  ...events: StreamWrite['events']
): StreamWrite => ({ streamType: 'thing', streamId, expectedVersion, events })

export const command = (ledger: string, ...writes: readonly StreamWrite[]): AppendCommand => ({
  ledger,
  writes,
  metadata,
})
