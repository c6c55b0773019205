import { createHash } from 'node:crypto'
import { builtInModels, fold, type PastEvent, processes } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import { describe, expect, it } from 'vitest'
import { simulateTown } from './town.ts'

const eventsOf = (seed: number, cases: number): readonly RecordedEvent[] => [...simulateTown({ seed, cases })].flat()

const digest = (events: readonly RecordedEvent[]): string =>
  createHash('sha256')
    .update(events.map((event) => JSON.stringify(event)).join('\n'))
    .digest('hex')

describe('the simulated town', () => {
  const town = eventsOf(7, 60)

  it('is the same for the same seed, byte for byte, and another for another', () => {
    expect(digest(eventsOf(7, 60))).toBe(digest(town))
    expect(digest(eventsOf(8, 60))).not.toBe(digest(town))
  })

  it('does not change the life of anybody when somebody else is added', () => {
    const lifeOf = (events: readonly RecordedEvent[]) =>
      events
        .filter(({ streamType, streamId }) => streamType === 'case' && streamId === 'case-3')
        .map(({ type, occurredAt, data }) => ({ type, occurredAt, data }))
    expect(lifeOf(eventsOf(7, 10))).toEqual(lifeOf(town))
  })

  it('has positions without gaps, in the order of recording, and versions without gaps in each stream', () => {
    expect(town.map(({ position }) => position)).toEqual(town.map((_, index) => index + 1))
    const recorded = town.map(({ recordedAt }) => recordedAt)
    expect(recorded).toEqual([...recorded].sort())
    for (const events of byStream(town).values()) {
      expect(events.map(({ streamVersion }) => streamVersion)).toEqual(events.map((_, index) => index + 1))
    }
    expect(new Set(town.map(({ eventId }) => eventId)).size).toBe(town.length)
  })

  it('folds every stream into a state of its process', () => {
    for (const [name, events] of byStream(town)) {
      const [type = ''] = name.split('/')
      const process = processes[type]
      if (!process) throw new Error(`there is no process ${type}`)
      const { status } = fold(process, events as readonly PastEvent[], builtInModels)
      expect(Object.keys(process.description.states), name).toContain(status)
    }
  })

  it('has what towns have: all sorts of ends, late entries, standstills', () => {
    const large = eventsOf(7, 400)
    const reasons = large
      .filter(({ type }) => type === 'CaseClosed')
      .map(({ data }) => (data as { reason: string }).reason)
    expect([...new Set(reasons)].sort()).toEqual([
      'CLIENT_RESIGNED',
      'CONSENT_WITHDRAWN',
      'CONTRACT_BROKEN',
      'DEATH',
      'GOALS_ACHIEVED',
      'GOALS_PARTLY_ACHIEVED',
      'MOVED_AWAY',
      'MOVED_TO_STATUTORY_PROCEDURE',
      'NO_CONTACT',
      'OTHER',
    ])
    const days = ({ occurredAt, recordedAt }: RecordedEvent) =>
      (Date.parse(recordedAt) - Date.parse(occurredAt)) / 86_400_000
    const late = large.filter((event) => days(event) >= 1).length
    expect(late / large.length).toBeGreaterThan(0.03)
    expect(large.filter(({ occurredAt, recordedAt }) => recordedAt < occurredAt)).toEqual([])
    expect(large.some(({ type }) => type === 'CaseSuspended')).toBe(true)
    expect(large.length / 400).toBeGreaterThan(35)
    expect(large.length / 400).toBeLessThan(65)
  })
})

const byStream = (events: readonly RecordedEvent[]) =>
  Map.groupBy(events, ({ streamType, streamId }) => `${streamType}/${streamId}`)
