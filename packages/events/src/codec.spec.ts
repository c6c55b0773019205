import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { EventCodec, type StoredEvent } from './codec.ts'
import { command, OCCURRED, personMet, typesAtFirst, typesNow, write } from './contract/fixtures.ts'
import { MemoryEventStore } from './memory/store.ts'
import { EventRegistry, type EventType } from './registry.ts'
import { memorySubjectKeys } from './vault/memory-keys.ts'
import { Vault } from './vault/vault.ts'

const setUp = (types: readonly EventType[] = typesAtFirst) => {
  const keys = memorySubjectKeys()
  const codec = new EventCodec(new EventRegistry(types), new Vault(keys, Buffer.alloc(32, 1)))
  return { keys, codec, store: new MemoryEventStore(codec, () => new Date()) }
}
const met = (name: string) => ({
  type: 'PersonMet',
  data: { personId: 'p', place: 'x', name, remarks: [{ about: '1', text: 'one' }] },
  occurredAt: OCCURRED,
})
const payloadOf = (event: StoredEvent) => JSON.parse(event.payload)
const altered = (event: StoredEvent, payload: object, rest: Partial<StoredEvent> = {}): StoredEvent => ({
  ...event,
  ...rest,
  payload: JSON.stringify(payload),
})

describe('a sealed field does not open', () => {
  const stored = async () => {
    const set = setUp()
    await set.store.append(command('l', write('a', 0, met('Wanda'), met('Adam')), write('b', 0, met('Ewa'))))
    const [wanda, adam, ewa] = set.store.stored('l') as [StoredEvent, StoredEvent, StoredEvent]
    return { ...set, wanda, adam, ewa }
  }

  it('in another event of the same stream', async () => {
    const { codec, wanda, adam } = await stored()
    await expect(codec.decode([altered(adam, { ...payloadOf(adam), name: payloadOf(wanda).name })])).rejects.toThrow()
  })

  it('in another stream', async () => {
    const { codec, wanda, ewa } = await stored()
    await expect(codec.decode([altered(ewa, { ...payloadOf(ewa), name: payloadOf(wanda).name })])).rejects.toThrow()
  })

  it('in another field of its own event', async () => {
    const { codec, wanda } = await stored()
    const payload = payloadOf(wanda)
    await expect(codec.decode([altered(wanda, { ...payload, name: payload.remarks[0].text })])).rejects.toThrow()
  })

  it('when its event is said to be another, of another stream or ledger', async () => {
    const { codec, wanda, adam } = await stored()
    for (const moved of [{ eventId: adam.eventId }, { stream: 'thing/b' }]) {
      await expect(codec.decode([{ ...wanda, ...moved }])).rejects.toThrow()
    }
    expect((await codec.decode([{ ...wanda, ledger: 'm' }]))[0]?.data).toMatchObject({ name: null })
  })

  it('when a character of it was changed', async () => {
    const { codec, wanda } = await stored()
    const { name, ...rest } = payloadOf(wanda)
    const middle = name.length - 8
    const other = name[middle] === 'A' ? 'B' : 'A'
    const forged = name.slice(0, middle) + other + name.slice(middle + 1)
    await expect(codec.decode([altered(wanda, { ...rest, name: forged })])).rejects.toThrow()
  })

  it('when it is not sealed at all: somebody wrote into the storage', async () => {
    const { codec, wanda } = await stored()
    const clear = altered(wanda, { ...payloadOf(wanda), name: 'Wanda' })
    await expect(codec.decode([clear])).rejects.toThrow('lies in clear')
  })
})

describe('encoding', () => {
  it('makes nobody a key for an append that is refused for what is said about it', async () => {
    const { codec, keys } = setUp()
    const append = command('l', write('a', 0, met('Wanda')))
    const unfit = { ...append, metadata: { ...append.metadata, correlationId: 'x'.repeat(20_000) } }
    expect(await codec.encode(unfit)).toMatchObject({ refusal: { code: 'invalid-append' } })
    expect((await keys.load('l', ['p'])).size).toBe(0)
  })
})

describe('decoding', () => {
  it('lets an event of an unknown type pass as it is stored, for the highest clearance', async () => {
    const { store } = setUp()
    await store.append(command('l', write('a', 0, met('Wanda'))))
    const older = setUp([]).codec
    const [event] = await store.through(older).readLedger('l')
    expect(event).toMatchObject({
      type: 'PersonMet',
      dataClass: 'C5',
      data: { name: expect.stringMatching(/^sealed:/) },
    })
  })

  it('lets an event of a newer schema version pass', async () => {
    const { store } = setUp(typesNow)
    const data = { personId: 'p', address: { street: null, town: 'x' }, country: 'PL' }
    await store.append(command('l', write('a', 0, { type: 'PersonMoved', data, occurredAt: OCCURRED })))
    const [event] = await store.through(setUp(typesAtFirst).codec).readLedger('l')
    expect(event).toMatchObject({ schemaVersion: 3, data })
  })
})

describe('a registry refuses', () => {
  it('a type that is registered twice', () => {
    expect(() => new EventRegistry([personMet, personMet])).toThrow('registered twice')
  })

  it('personal fields of nobody', () => {
    const { subject: _, ...nobody } = personMet
    expect(() => new EventRegistry([nobody])).toThrow('whose they are')
  })

  it('a version that nothing lifts the older ones to', () => {
    const type = { type: 'T', version: 3, data: z.object({}), upcast: { 1: (data: unknown) => data } }
    expect(() => new EventRegistry([type])).toThrow('lacks the upcaster from version 2')
  })
})
