import { describe, expect, it } from 'vitest'
import type { Sent } from '../load/journal.ts'
import { acknowledgement, numbering } from './log-laws.ts'
import type { Stored, StoredEvent, StoredKey } from './stored.ts'

const event = (position: number, stream: string, version: number, more: Partial<StoredEvent> = {}): StoredEvent => ({
  ...{ ledger: 'town', position, stream, version, type: 'Noted', eventId: `event-${position}` },
  ...{ correlationId: `request-${position}`, bySystem: false, ...more },
})
const key = (name: string, first: number, count = 1): StoredKey => ({ ledger: 'town', key: name, first, count })

/** Three commands, the second with two facts, and a notice that no client asked for. */
const stored = (change: Partial<Stored> = {}): Stored => ({
  heads: new Map([['town', 5]]),
  events: [
    event(1, 'case/a', 1),
    event(2, 'case/a', 2, { correlationId: 'request-2' }),
    event(3, 'case/b', 1, { correlationId: 'request-2' }),
    event(4, 'deadline/P-10.1', 1, { bySystem: true }),
    event(5, 'case/a', 3),
  ],
  keys: [key('one', 1), key('two', 2, 2), key('three', 5)],
  ...change,
})

const acknowledged = (name: string, ...events: readonly [number, string, number][]): [string, Sent] => {
  const told = events.map(([position, stream, version]) => {
    const [streamType = '', streamId = ''] = stream.split('/')
    return { type: 'Noted', streamType, streamId, version, position }
  })
  const last = told.at(-1)
  if (!last) throw new Error('a command has events')
  const { streamType, streamId, version, position } = last
  const receipt = { ledger: 'town', streamType, streamId, version, position, repeated: false, events: told }
  return [
    name,
    { key: name, ledger: 'town', command: 'Note', path: '/', body: {}, attempts: 1, unknown: 0, outcome: { receipt } },
  ]
}

const journal = () =>
  new Map([
    acknowledged('one', [1, 'case/a', 1]),
    acknowledged('two', [2, 'case/a', 2], [3, 'case/b', 1]),
    acknowledged('three', [5, 'case/a', 3]),
  ])

const laws = (log: Stored, sent = journal()) =>
  [...numbering(log), ...acknowledgement(log, sent)].map(({ law }) => law).sort()

const without = (position: number) => stored().events.filter((each) => each.position !== position)
const changed = (position: number, change: Partial<StoredEvent>) =>
  stored().events.map((each) => (each.position === position ? { ...each, ...change } : each))

describe('the laws of the log', () => {
  it('have nothing to say about a log that is as it was acknowledged', () => {
    expect(laws(stored())).toEqual([])
  })

  it('find an event that is gone', () => {
    expect(laws(stored({ events: without(5) }))).toEqual([
      'acknowledged-is-stored',
      'keys-consistent',
      'positions-contiguous',
    ])
  })

  it('find a gap that nobody was told of', () => {
    expect(laws(stored({ events: without(4) }))).toEqual(['positions-contiguous'])
  })

  it('find a version that was left out, and one that is there twice', () => {
    expect(laws(stored({ events: changed(4, { version: 2 }) }))).toEqual(['versions-without-gap'])
    const twice = stored({ events: changed(4, { stream: 'case/b' }) })
    expect(laws(twice)).toEqual(['versions-without-gap'])
  })

  it('find an event that is there under two positions', () => {
    expect(laws(stored({ events: changed(4, { eventId: 'event-1' }) }))).toEqual(['event-ids-unique'])
  })

  it('find what a command has written a second time', () => {
    const events = [...stored().events, event(6, 'case/a', 4)]
    expect(laws(stored({ events, heads: new Map([['town', 6]]) }))).toEqual(['stored-once'])
  })

  it('find an acknowledged command that left its events and no key', () => {
    expect(laws(stored({ keys: [key('one', 1), key('two', 2, 2)] }))).toEqual(['acknowledged-is-stored', 'stored-once'])
  })

  it('find a command that lies elsewhere than it was told', () => {
    const elsewhere = new Map([...journal(), acknowledged('three', [4, 'deadline/P-10.1', 1])])
    expect(laws(stored(), elsewhere)).toEqual(['acknowledged-is-stored'])
    const other = new Map([...journal(), acknowledged('three', [5, 'case/a', 4])])
    expect(laws(stored(), other)).toEqual(['acknowledged-is-stored'])
  })

  it('find keys that claim the same event, and one that claims what another request wrote', () => {
    expect(laws(stored({ keys: [key('one', 1), key('two', 2, 2), key('three', 5), key('four', 5)] }))).toEqual([
      'keys-consistent',
      'keys-consistent',
    ])
    expect(laws(stored({ events: changed(3, { correlationId: 'request-9' }) }))).toEqual(['keys-consistent'])
  })

  it('find a refused command that is stored all the same, and one whose end nobody knows', () => {
    const end = (outcome: Sent['outcome']) => {
      const sent = journal()
      sent.set('three', { ...(sent.get('three') as Sent), outcome })
      return sent
    }
    expect(laws(stored(), end({ refused: 'not-yet' }))).toEqual(['refused-is-not-stored'])
    expect(laws(stored(), end(null))).toEqual(['every-command-ended'])
  })
})
