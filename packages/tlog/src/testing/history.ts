import { createHash } from 'node:crypto'
import { commitmentTo, type Disclosure, type Leaf, leafEntry } from '../leaf.ts'
import { leafHash } from '../merkle/hash.ts'
import type { MemoryTree } from '../merkle/memory-tree.ts'
import { treeOf } from './leaves.ts'

export const LEDGER = '2416021'
export const ORIGIN = `hub.example/ledgers/${LEDGER}`

const STREAMS = ['case/zaw-1', 'referral/sk-7', 'partnership/lku-zaw']
const TYPES = ['CaseOpened', 'ReferralSubmitted', 'PartnershipDeclared']

const digest = (text: string) => createHash('sha256').update(text).digest()
const uuid = (text: string) =>
  digest(text)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')

const keyOf = (i: number, mark: string): string => `${digest(`${i}${mark}`).toString('hex', 0, 6)}:p-${i}`

interface Made {
  readonly ledger?: string
  readonly mark?: string
  /** Of the format of entries. */
  readonly v?: 1 | 2
}

/** A small ledger: three streams by turns, payloads with a sealed text, a number, letters beyond ASCII. */
export function events(count: number, { ledger = LEDGER, mark = '', v = 2 }: Made = {}): Disclosure[] {
  return Array.from({ length: count }, (_, i) => {
    const payload = {
      place: 'Żarki',
      level: (i + 1) / 4,
      text: `sealed:1:p-${i}:${digest(`${i}${mark}`).toString('base64url')}`,
    }
    const place = v === 1 ? { v, streamVersion: Math.floor(i / 3) + 1 } : { v, keys: [keyOf(i, mark)] }
    return disclosed(i + 1, { ledger, type: TYPES[i % 3]!, stream: STREAMS[i % 3]!, payload, place })
  })
}

interface Recorded {
  readonly ledger: string
  readonly type: string
  readonly stream: string
  readonly payload: unknown
  readonly place:
    | { readonly v: 1; readonly streamVersion: number }
    | { readonly v: 2; readonly keys: readonly string[] }
}

function disclosed(position: number, { ledger, type, stream, payload, place }: Recorded): Disclosure {
  const nonce = digest(`nonce ${ledger} ${position}`)
  const day = String(((position - 1) % 28) + 1).padStart(2, '0')
  const leaf: Leaf = {
    id: uuid(`${ledger} ${position}`),
    ledger,
    type,
    schemaVersion: 1,
    stream,
    position,
    occurredAt: `2026-03-${day}T08:00:00.000Z`,
    recordedAt: `2026-04-${day}T09:30:00.000Z`,
    metadata: {
      actorId: `staff-${(position - 1) % 5}`,
      actorRole: 'COORDINATOR',
      causationId: `${ledger}@${position - 1}`,
    },
    commitment: commitmentTo(payload, nonce),
    ...place,
  }
  return { leaf, payload, nonce }
}

/** The history after the person of the event at this position was erased: named by one fact more, and without the payload. */
export function afterErasure(all: readonly Disclosure[], position: number): Disclosure[] {
  const { leaf } = all[position - 1]!
  const payload = { keys: leaf.v === 2 ? leaf.keys : [] }
  const named = { type: 'ErasureKeysNamed', stream: 'erasure/er-1', payload, place: { v: 2, keys: [] } } as const
  return [...all.with(position - 1, { leaf }), disclosed(all.length + 1, { ledger: leaf.ledger, ...named })]
}

export const hashesOf = (disclosures: readonly Disclosure[]): Uint8Array[] =>
  disclosures.map(({ leaf }) => leafHash(leafEntry(leaf)))

export const treeOfEvents = (disclosures: readonly Disclosure[]): MemoryTree => treeOf(hashesOf(disclosures))
