import type { EventToAppend, VerifiableLog } from '@kooperacje/events'
import { commitmentTo, type Disclosure, formatDisclosure, type Leaf } from '@kooperacje/tlog'
import { describe, expect, it } from 'vitest'
import { exportedLines } from './exported-lines.ts'
import {
  annulled,
  LEDGER,
  procedureOpened,
  proposed,
  qualified,
  qualifiedCorrected,
  reminded,
} from './testing/history.ts'

type Told = readonly [
  stream: string,
  event: EventToAppend,
  more?: { causationId?: string; keys?: string[]; erased?: true },
]

/** What the log shows of these facts to somebody who may see all of them. */
function disclosed(facts: readonly Told[], v: 1 | 2): Disclosure[] {
  const versions = new Map<string, number>()
  return facts.map(([stream, { type, data, occurredAt }, { causationId, keys = [], erased } = {}], i) => {
    const streamVersion = (versions.get(stream) ?? 0) + 1
    versions.set(stream, streamVersion)
    const nonce = Buffer.alloc(32, i + 1)
    const leaf: Leaf = {
      ...{ id: `e-${i}`, ledger: LEDGER, type, schemaVersion: 1, stream, position: i + 1, occurredAt },
      recordedAt: `2020-01-01T08:0${i % 10}:00.000Z`,
      metadata: { actorId: 'a', ...(causationId ? { causationId } : {}) },
      commitment: commitmentTo(data, nonce),
      ...(v === 1 ? { v, streamVersion } : { v, keys }),
    }
    return erased ? { leaf } : { leaf, payload: data, nonce }
  })
}

async function exported(shown: readonly Disclosure[], restricted: boolean): Promise<Record<string, unknown>[]> {
  const log = { disclosuresOf: async (_: string, from: number, to: number) => shown.slice(from - 1, to) }
  const lines: string[] = []
  const query = { ledger: LEDGER, size: shown.length, clearance: { restricted } }
  for await (const page of exportedLines(log as unknown as VerifiableLog, query)) lines.push(page.lines)
  return lines
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const formOf = (line: Record<string, unknown>) => Object.keys(line).sort().join()
const DAY = '2020-01-02'
const PERSON = ['0123456789ab:client-1']
const sealed = (event: EventToAppend) => ({
  ...event,
  data: { ...(event.data as object), clientName: 'sealed:1:client-1:ASNFZ4mrAAAA' },
})

/** A procedure beside one of two cases, and what else happened. */
const beside = (stream: string): Told[] => [
  ['case/c-1', sealed(proposed(DAY)), { keys: PERSON }],
  ['case/c-2', sealed(proposed(DAY)), { keys: PERSON }],
  [stream, procedureOpened(DAY)],
  ['case/c-1', qualified(DAY)],
  ['case/c-2', qualified(DAY)],
  ['case/c-1', qualifiedCorrected(DAY, stream === 'case/c-1' ? 3 : 2, 'worker-2')],
  ['case/c-2', annulled(DAY, stream === 'case/c-2' ? 3 : 2, 'CaseQualified')],
  [stream, annulled(DAY, 2, 'BlueCardProcedureOpened')],
  ['deadline/D-01~1', reminded(DAY)],
  ['deadline/K-01~3', reminded(DAY, { restricted: true })],
]

describe('an export for somebody who may not know of restricted facts', () => {
  it.each([1, 2] as const)('is the same whosoever the procedure is, but for hashes (format %i)', async (v) => {
    const [one, other] = await Promise.all(
      ['case/c-1', 'case/c-2'].map((stream) => exported(disclosed(beside(stream), v), false)),
    )
    const visible = (lines: Record<string, unknown>[]) => lines.map((line) => ('hash' in line ? 'hidden' : line))
    expect(visible(one!)).toEqual(visible(other!))
    expect(JSON.stringify(one)).not.toMatch(/BlueCard|restricted|corrects|sealed:1:/)
  })

  it('shows all else: payloads without sealed fields, and entries of those with some', async () => {
    const lines = await exported(disclosed(beside('case/c-1'), 2), false)
    const [withheld, hidden, whole] = ['leaf,withheld', 'hash', 'leaf,nonce,payload']
    expect(lines.map(formOf)).toEqual([
      ...[withheld, withheld, hidden, whole, whole],
      ...[hidden, hidden, hidden, whole, hidden],
    ])
  })

  it('hides what names a restricted fact as its cause, and a payload that is gone which may have been one', async () => {
    const facts: Told[] = [
      ['case/c-1', procedureOpened(DAY)],
      ['meeting/m-1', qualified(DAY), { causationId: `${LEDGER}@1` }],
      ['meeting/m-2', qualified(DAY), { causationId: `${LEDGER}@2` }],
      ['deadline/D-01~1', reminded(DAY), { erased: true }],
      ['case/c-2', proposed(DAY), { erased: true, keys: PERSON }],
    ]
    const forms = (await exported(disclosed(facts, 2), false)).map(formOf)
    expect(forms).toEqual(['hash', 'hash', 'leaf,nonce,payload', 'hash', 'leaf'])
  })

  it('is that of everybody to whoever may know of them', async () => {
    const shown = disclosed(beside('case/c-1'), 2)
    expect(await exported(shown, true)).toEqual(shown.map((event) => JSON.parse(formatDisclosure(event))))
  })
})
