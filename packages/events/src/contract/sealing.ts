import { expect, it } from 'vitest'
import { command, newLedger, note, OCCURRED, type StoreUnderTest, typesNow, write } from './fixtures.ts'

const met = (personId: string, name: string | null, ...remarks: string[]) => ({
  type: 'PersonMet',
  data: { personId, place: 'Zawiercie', name, remarks: remarks.map((text) => ({ about: 'home', text })) },
  occurredAt: OCCURRED,
})

export function itSeals(under: () => StoreUnderTest): void {
  it('personal fields, so that the storage does not show them', async () => {
    const { store, storedText } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, met('p-1', 'Wanda Zielińska', 'sleeps badly', 'owes rent'))))
    const text = await storedText(ledger)
    expect(text).toContain('Zawiercie')
    expect(text).not.toMatch(/Wanda|Zieli|sleeps|owes/)
  })

  it('and opens them on reading, unless asked not to', async () => {
    const { store } = under()
    const ledger = newLedger()
    const event = met('p-1', 'Wanda', 'sleeps badly')
    await store.append(command(ledger, write('a', 0, event), write('b', 0, met('p-2', 'Adam'))))
    const [wanda, adam] = await store.readLedger(ledger)
    expect(wanda).toMatchObject({ data: event.data, dataClass: 'C3' })
    expect(adam?.data).toMatchObject({ name: 'Adam' })

    const [sealed] = await store.readStream(ledger, 'thing', 'a', { open: false })
    expect(sealed?.data).toMatchObject({ personId: 'p-1', place: 'Zawiercie', name: expect.stringMatching(/^sealed:/) })
    expect(JSON.stringify(sealed)).not.toMatch(/Wanda|sleeps/)
  })

  it('and leaves alone what nobody said', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, met('p-1', null))))
    expect((await store.readLedger(ledger))[0]?.data).toMatchObject({ name: null, remarks: [] })
  })

  it('the same text differently each time', async () => {
    const { store } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, met('p-1', 'Wanda'), met('p-1', 'Wanda'))))
    const names = (await store.readLedger(ledger, { open: false })).map(({ data }) => (data as { name: string }).name)
    expect(new Set(names).size).toBe(2)
  })

  it('with one key a person, also when many commands meet the person for the first time at once', async () => {
    const { store, reopened } = under()
    const ledger = newLedger()
    await Promise.all(
      Array.from({ length: 16 }, (_, i) => store.append(command(ledger, write(`s-${i}`, 0, met('p', `name ${i}`))))),
    )
    const names = (await reopened(typesNow).readLedger(ledger)).map(({ data }) => (data as { name: string }).name)
    expect(names.sort()).toEqual(Array.from({ length: 16 }, (_, i) => `name ${i}`).sort())
  })

  it('with a key of its own for a person who was made up for the command', async () => {
    const { store, reopened, forget } = under()
    const ledger = newLedger()
    const asked = command(ledger, write('a', 0, met('p-1', 'Wanda')), write('b', 0, met('p-2', 'Adam')))
    expect(await store.append({ ...asked, newIds: new Set(['p-1', 'never-used']) })).toMatchObject({ ok: true })
    const names = async () =>
      (await reopened(typesNow).readLedger(ledger)).map(({ data }) => (data as { name: string | null }).name)
    expect(await names()).toEqual(['Wanda', 'Adam'])
    await forget(ledger, 'p-1')
    expect(await names()).toEqual([null, 'Adam'])
  })

  it('with the key that is there, should such a person not be new after all', async () => {
    const { store, reopened, forget } = under()
    const ledger = newLedger()
    const meet = (stream: string, name: string) =>
      reopened(typesNow).append({ ...command(ledger, write(stream, 0, met('p-1', name))), newIds: new Set(['p-1']) })
    await store.append(command(ledger, write('a', 0, met('p-1', 'Wanda'))))
    expect(await meet('b', 'Wanda again')).toMatchObject({ ok: true, position: 2 })
    const names = async () =>
      (await reopened(typesNow).readLedger(ledger)).map(({ data }) => (data as { name: string | null }).name)
    expect(await names()).toEqual(['Wanda', 'Wanda again'])
    await forget(ledger, 'p-1')
    expect(await names()).toEqual([null, null])
  })

  it('until the key is destroyed: then the field is null and the rest stands', async () => {
    const { store, reopened, forget } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, met('p-1', 'Wanda', 'text'), met('p-2', 'Adam'), note('n'))))
    await forget(ledger, 'p-1')
    const [wanda, adam, other] = await reopened(typesNow).readLedger(ledger)
    expect(wanda?.data).toEqual({
      ...{ personId: 'p-1', place: 'Zawiercie', name: null, remarks: [{ about: 'home', text: null }] },
    })
    expect(adam?.data).toMatchObject({ name: 'Adam' })
    expect(other?.data).toEqual({ text: 'n' })
  })

  it('anew for a person who comes back: what was forgotten stays forgotten, the rest can be read', async () => {
    const { store, reopened, forget } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, met('p-1', 'Wanda'))))
    await forget(ledger, 'p-1')
    await reopened(typesNow).append(command(ledger, write('a', 1, met('p-1', 'Wanda again'))))
    const events = await reopened(typesNow).readLedger(ledger)
    expect(events.map(({ data }) => (data as { name: string | null }).name)).toEqual([null, 'Wanda again'])
  })

  it('per ledger: the same person has another key elsewhere', async () => {
    const { store, reopened, forget } = under()
    const [one, other] = [newLedger(), newLedger()]
    for (const ledger of [one, other]) await store.append(command(ledger, write('a', 0, met('p-1', 'Wanda'))))
    await forget(one, 'p-1')
    expect((await reopened(typesNow).readLedger(one))[0]?.data).toMatchObject({ name: null })
    expect((await reopened(typesNow).readLedger(other))[0]?.data).toMatchObject({ name: 'Wanda' })
  })
}

export function itUpcasts(under: () => StoreUnderTest): void {
  const moved = { type: 'PersonMoved', data: { personId: 'p', street: 'Leśna 4', town: 'Łazy' }, occurredAt: OCCURRED }

  it('a payload of version 1 to version 3 on reading, and leaves what is stored', async () => {
    const { store, reopened } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, moved)))
    const now = reopened(typesNow)
    expect((await now.readLedger(ledger))[0]).toMatchObject({
      schemaVersion: 3,
      data: { personId: 'p', address: { street: 'Leśna 4', town: 'Łazy' }, country: 'PL' },
    })
    expect((await store.readLedger(ledger))[0]).toMatchObject({ schemaVersion: 1, data: moved.data })
  })

  it('sealed fields that moved between the versions, without opening them', async () => {
    const { store, reopened, forget } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, moved)))
    const [sealed] = await reopened(typesNow).readLedger(ledger, { open: false })
    expect(sealed?.data).toMatchObject({ address: { street: expect.stringMatching(/^sealed:/), town: 'Łazy' } })
    await forget(ledger, 'p')
    expect((await reopened(typesNow).readLedger(ledger))[0]?.data).toMatchObject({ address: { street: null } })
  })

  it('and writes the new version beside the old', async () => {
    const { store, reopened } = under()
    const ledger = newLedger()
    await store.append(command(ledger, write('a', 0, moved)))
    const data = { personId: 'p', address: { street: 'Nowa 1', town: 'Ogrodzieniec' }, country: 'PL' }
    await reopened(typesNow).append(command(ledger, write('a', 1, { type: 'PersonMoved', data, occurredAt: OCCURRED })))
    const events = await reopened(typesNow).readLedger(ledger)
    expect(events.map(({ data }) => (data as typeof moved.data & { address: object }).address)).toEqual([
      { street: 'Leśna 4', town: 'Łazy' },
      { street: 'Nowa 1', town: 'Ogrodzieniec' },
    ])
  })
}
