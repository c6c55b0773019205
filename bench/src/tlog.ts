import {
  commitmentTo,
  formatNote,
  growTiles,
  type Leaf,
  leafEntry,
  leafHash,
  openNote,
  type ReadTile,
  signerKey,
  signText,
  tilePath,
} from '@kooperacje/tlog'
import { print } from './report.ts'
import { rateOf } from './rounds.ts'

const EVENTS = 100_000
/** What a sealer takes in at once. */
const BATCH = 1000
const SIGNATURES = 2000

/** What sealing costs beside the database: one processor, no peer: the hash is that of OpenSSL for anybody. */
export async function benchTlog(): Promise<void> {
  const payload = { partnershipId: 'lku-zaw', institutionId: 'ops', text: `sealed:1:p-1:${'x'.repeat(300)}` }
  const nonce = Buffer.alloc(32, 7)
  const leaf = (position: number): Leaf => ({
    v: 2,
    id: '0198c0de-0000-7000-8000-000000000001',
    ledger: '2416021',
    type: 'ReferralSubmitted',
    schemaVersion: 1,
    stream: `referral/sk-${position}`,
    position,
    occurredAt: '2026-03-02T08:00:00.000Z',
    recordedAt: '2026-03-02T08:00:01.250Z',
    metadata: { actorId: 'staff-1', actorRole: 'PROFESSIONAL', causationId: `2416021@${position}` },
    commitment: commitmentTo(payload, nonce),
    keys: ['c5f1bf1fc7df:p-1'],
  })
  const hashes: Uint8Array[] = []
  const hashed = await rateOf(EVENTS, async () => {
    for (let position = 1; position <= EVENTS; position++) hashes.push(leafHash(leafEntry(leaf(position))))
  })
  show('commitment, canonical form and leaf hash', hashed, 'events/s')

  const tiles = new Map<string, Uint8Array>()
  const read: ReadTile = async (tile) => tiles.get(tilePath(tile))!
  const grown = await rateOf(EVENTS, async () => {
    for (let size = 0; size < EVENTS; size += BATCH) {
      const batch = await growTiles(read, size, hashes.slice(size, size + BATCH))
      for (const tile of batch) tiles.set(tilePath(tile), tile.bytes)
    }
  })
  show(`tree in tiles, ${BATCH} events at once`, grown, 'events/s')

  const key = signerKey('bench.example', 'cosignature', Buffer.alloc(32, 1))
  const text = 'bench.example\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  const signed = await rateOf(SIGNATURES, async () => {
    for (let i = 1; i <= SIGNATURES; i++) signText(key, text, i)
  })
  show('cosign a checkpoint', signed, 'signatures/s')
  const note = formatNote({ text, signatures: [signText(key, text, 1)] })
  const verified = await rateOf(SIGNATURES, async () => {
    for (let i = 0; i < SIGNATURES; i++) if (!openNote(note, [key]).ok) throw new Error('a good signature is refused')
  })
  show('verify a cosigned checkpoint', verified, 'signatures/s')
}

const show = (name: string, rate: number, unit: string) =>
  print({ bench: 'tlog', case: name, ours: Math.round(rate), unit })
