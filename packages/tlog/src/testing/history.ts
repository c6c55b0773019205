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

/** A small ledger: three streams by turns, payloads with a sealed text, a number, letters beyond ASCII. */
export function events(count: number, ledger = LEDGER, mark = ''): Disclosure[] {
  return Array.from({ length: count }, (_, i) => {
    const position = i + 1
    const nonce = digest(`nonce ${ledger} ${position}`)
    const payload = {
      place: 'Żarki',
      level: position / 4,
      text: `sealed:1:p-${i}:${digest(`${i}${mark}`).toString('base64url')}`,
    }
    const day = String((i % 28) + 1).padStart(2, '0')
    const leaf: Leaf = {
      v: 1,
      id: uuid(`${ledger} ${position}`),
      ledger,
      type: TYPES[i % 3]!,
      schemaVersion: 1,
      stream: STREAMS[i % 3]!,
      streamVersion: Math.floor(i / 3) + 1,
      position,
      occurredAt: `2026-03-${day}T08:00:00.000Z`,
      recordedAt: `2026-04-${day}T09:30:00.000Z`,
      metadata: { actorId: `staff-${i % 5}`, actorRole: 'COORDINATOR', causationId: `${ledger}@${i}` },
      commitment: commitmentTo(payload, nonce),
    }
    return { leaf, payload, nonce }
  })
}

export const hashesOf = (disclosures: readonly Disclosure[]): Uint8Array[] =>
  disclosures.map(({ leaf }) => leafHash(leafEntry(leaf)))

export const treeOfEvents = (disclosures: readonly Disclosure[]): MemoryTree => treeOf(hashesOf(disclosures))
