import type { RecordedEvent } from '@kooperacje/events'
import { describe, expect, it } from 'vitest'
import { EventLines } from './event-line.ts'

const event = (position: number, streamId: string, data: unknown = {}): RecordedEvent => ({
  ledger: '2416',
  position,
  streamType: 'case',
  streamId,
  streamVersion: 1,
  eventId: '01a205f1-3823-70af-8b46-ee10860c1ce8',
  type: 'CaseProposed',
  schemaVersion: 1,
  occurredAt: '2019-11-12T08:00:00.000Z',
  recordedAt: '2019-11-13T08:00:00.500Z',
  dataClass: 'C3',
  metadata: { actorId: 'worker-1', actorRole: 'COORDINATOR' },
  data,
})

describe('lines of events', () => {
  it('stand in columns that grow and never shrink', () => {
    const lines = new EventLines(undefined)
    expect(lines.batch([event(9, 'a'), event(10, 'long-name')])).toBe(
      ' 9  2019-11-12T08:00:00Z  2019-11-13T08:00:00Z  case/a@1          CaseProposed  COORDINATOR:worker-1  {}\n' +
        '10  2019-11-12T08:00:00Z  2019-11-13T08:00:00Z  case/long-name@1  CaseProposed  COORDINATOR:worker-1  {}\n',
    )
    expect(lines.batch([event(11, 'b')])).toContain('case/b@1          CaseProposed')
  })

  it('say that a field is sealed in place of its ciphertext', () => {
    const line = new EventLines(undefined).batch([event(1, 'a', { clientName: 'sealed:1:client-1:AbC-_9', n: 1 })])
    expect(line).toContain('{"clientName":"(sealed)","n":1}')
  })

  it('let no text from outside move the cursor, break the line or turn the direction of writing', () => {
    const line = new EventLines(undefined).batch([event(1, 'a\u001b[2K\nb\u202e', { note: '\u009b2J\u2028' })])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not come through
    expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/)
    expect(line).toContain('case/a\\u001b[2K\\u000ab\\u202e@1')
  })

  it('are cut to the width of a terminal, not for a pipe', () => {
    const long = event(1, 'a', { note: 'x'.repeat(500) })
    expect(new EventLines(80).batch([long])).toHaveLength(81)
    expect(new EventLines(undefined).batch([long]).length).toBeGreaterThan(500)
  })
})
