import { describe, expect, it } from 'vitest'
import { commitmentTo, formatDisclosure, formatHidden, type Leaf, leafEntry, NONCE_BYTES } from './leaf.ts'
import { leafHash } from './merkle/hash.ts'

/** The worked example of docs/reference/verifiable-log.md: who implements it from there starts with these values. */
describe('the example of the specification', () => {
  const nonce = Buffer.from(Array.from({ length: NONCE_BYTES }, (_, i) => i))
  const payload = { place: 'Żarki', level: 1.5, need: null }
  const leaf: Leaf = {
    v: 2,
    id: '0198c0de-0000-7000-8000-000000000001',
    ledger: '2416021',
    type: 'ReferralSubmitted',
    schemaVersion: 1,
    stream: 'referral/sk-7',
    position: 1,
    occurredAt: '2026-03-02T08:00:00.000Z',
    recordedAt: '2026-03-02T08:00:01.250Z',
    metadata: { actorId: 'staff-1', actorRole: 'PROFESSIONAL' },
    commitment: commitmentTo(payload, nonce),
    keys: [],
  }

  it('has the commitment, the entry and the hash that are written there', () => {
    expect(leaf.commitment).toBe('/lPp8kF18vRBbJfaw1hMy0B9kuyPaEEBE3lmFzLJLi8=')
    const entry = Buffer.from(leafEntry(leaf))
    expect(entry.toString()).toBe(
      '{"commitment":"/lPp8kF18vRBbJfaw1hMy0B9kuyPaEEBE3lmFzLJLi8=","id":"0198c0de-0000-7000-8000-000000000001",' +
        '"keys":[],"ledger":"2416021","metadata":{"actorId":"staff-1","actorRole":"PROFESSIONAL"},' +
        '"occurredAt":"2026-03-02T08:00:00.000Z","position":1,"recordedAt":"2026-03-02T08:00:01.250Z",' +
        '"schemaVersion":1,"stream":"referral/sk-7","type":"ReferralSubmitted","v":2}',
    )
    expect(Buffer.from(leafHash(entry)).toString('hex')).toBe(
      '6b2f23956b422546872d150c956636a88eb4480f0bc06b11048709f9359c848a',
    )
    expect(formatDisclosure({ leaf, payload, nonce })).toBe(
      `{"leaf":${entry},"nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","payload":{"level":1.5,"need":null,"place":"Żarki"}}`,
    )
    expect(formatDisclosure({ leaf })).toBe(`{"leaf":${entry}}`)
    expect(formatDisclosure({ leaf, payload, nonce, withheld: true })).toBe(`{"leaf":${entry},"withheld":true}`)
    expect(formatHidden(leaf)).toBe(`{"hash":"${Buffer.from(leafHash(entry)).toString('base64')}"}`)
  })
})
