import { storedEventDefinitions } from '@kooperacje/domain'
import {
  EventCodec,
  type EventMetadata,
  EventRegistry,
  type EventToAppend,
  MemoryEventStore,
  memorySubjectKeys,
  Vault,
} from '@kooperacje/events'

export const LEDGER = '2416021'

/** A history in memory, whose clock stands a minute later with each command. */
export function emptyHistory() {
  let minutes = 0
  const codec = new EventCodec(
    new EventRegistry(storedEventDefinitions),
    new Vault(memorySubjectKeys(), Buffer.alloc(32)),
  )
  const store = new MemoryEventStore(codec, () => new Date(Date.UTC(2020, 0, 1, 8, minutes)))
  return {
    store,
    /** One command: facts by the stream that they go to. */
    async tell(writes: Readonly<Record<string, readonly EventToAppend[]>>, metadata: Partial<EventMetadata> = {}) {
      minutes++
      const result = await store.append({
        ledger: LEDGER,
        writes: Object.entries(writes).map(([stream, events]) => {
          const [streamType = '', streamId = ''] = stream.split('/')
          return { streamType, streamId, expectedVersion: 'any', events }
        }),
        metadata: { actorId: 'social-worker-1', actorRole: 'COORDINATOR', institutionId: 'mops', ...metadata },
      })
      if (!result.ok) throw new Error(JSON.stringify(result.refusal))
      return result.events.map(({ position }) => position)
    },
  }
}

const fact = (type: string, day: string, data: unknown): EventToAppend => ({
  type,
  occurredAt: `${day}T09:00:00Z`,
  data,
})

export const proposed = (day: string, clientId = 'client-1') =>
  fact('CaseProposed', day, {
    partnershipId: 'p-1',
    clientId,
    clientKind: 'FAMILY',
    adults: 2,
    children: 1,
    source: 'SCHOOL',
    clientName: 'Rodzina Przykładowa',
    problemAreas: ['POVERTY'],
  })

export const qualified = (day: string, coordinatorId = 'social-worker-1') =>
  fact('CaseQualified', day, { criteriaMet: [], coordinatorId })

export const qualifiedCorrected = (day: string, corrects: number, coordinatorId: string, occurredAt?: string) =>
  fact('CaseQualifiedCorrected', day, {
    corrects,
    reason: 'TYPING_ERROR',
    ...(occurredAt ? { occurredAt } : {}),
    fact: { criteriaMet: [], coordinatorId },
  })

export const rejected = (day: string) => fact('CaseRejected', day, { reason: 'outside the area' })

export const annulled = (day: string, corrects: number, type: string) =>
  fact('FactAnnulled', day, { corrects, type, reason: 'DUPLICATE' })

export const procedureOpened = (day: string) => fact('BlueCardProcedureOpened', day, {})

export const reminded = (day: string, { rule = 'D-01', startedAt = 1, ...more }: Record<string, unknown> = {}) =>
  fact('DeadlineReminded', day, {
    rule,
    about: 'case/c-1',
    startedAt,
    caseId: 'c-1',
    dueOn: '2019-12-31',
    recipient: 'COORDINATOR',
    step: 0,
    ...more,
  })
