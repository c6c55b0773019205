import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, asyncProperty, boolean, integer, property } from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Disclosure, formatDisclosure, formatHidden, type Leaf } from './leaf.ts'
import { formatVerifierKey, type SignerKey, signerKey } from './note/key.ts'
import { checkpointOf, type Export, exportOf, temporaryParent, writeExport } from './testing/export.ts'
import { afterErasure, events, ORIGIN } from './testing/history.ts'
import { nextKey, testKey, timelessCosignature } from './testing/keys.ts'
import { AT, MUTATIONS, SIZE } from './testing/mutations.ts'

interface Options {
  log: string
  witnesses?: string[]
  quorum?: number
  since?: string
}
/** Through a variable: the verifier is no part of the program, and has no types. */
const verifier: string = '../verify.mjs'
const { verifyExport } = (await import(verifier)) as { verifyExport(folder: string, options: Options): string }

const parent = temporaryParent()
afterAll(() => rmSync(parent, { recursive: true }))

const witnesses = ['police.example', 'school.example'].map((name) => testKey(name, 'cosignature'))
const keys: Options = { log: formatVerifierKey(testKey(ORIGIN)), witnesses: witnesses.map(formatVerifierKey) }
const history = events(SIZE)
const clean = await exportOf(history, { witnesses })
const copy = (): Export => ({ ...clean, lines: [...clean.lines], tiles: new Map(clean.tiles) })

/** What is found to be wrong; null when nothing is. */
function faultIn(exported: Export, options: Options = keys): { message: string; position?: number } | null {
  const folder = writeExport(parent, exported)
  try {
    verifyExport(folder, options)
    return null
  } catch (fault) {
    return fault as { message: string; position?: number }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('a clean history is never accused', () => {
  it.each([0, 1, 2, 3, 20, 255, 256, 257, 300, 513])('of %i events', async (size) => {
    const exported = await exportOf(events(size), { witnesses })
    expect(faultIn(exported)).toBeNull()
    expect(faultIn({ ...exported, tiles: new Map() })).toBeNull()
  })

  it('of either format, nor one that changes from the first to the second', async () => {
    const first = events(SIZE, { v: 1 })
    expect(faultIn(await exportOf(first, { witnesses }))).toBeNull()
    expect(faultIn(await exportOf([...first.slice(0, 9), ...history.slice(9)], { witnesses }))).toBeNull()
  })

  it('of any size, whatever is withheld of it, and beside any older checkpoint of it', async () => {
    await assert(
      asyncProperty(
        integer({ min: 1, max: 40 }),
        integer({ min: 0, max: 99 }),
        boolean(),
        async (size, older, folder) => {
          const all = events(size)
          const since = writeExport(parent, await exportOf(all.slice(0, older % (size + 1))))
          const options = { ...keys, since: folder ? since : join(since, 'checkpoint') }
          const shown = await exportOf(all, { witnesses })
          expect(faultIn({ ...shown, lines: partly(shown.lines, older) }, options)).toBeNull()
        },
      ),
      { numRuns: 40 },
    )
  })

  it('and how much of it was withheld is said', async () => {
    const folder = writeExport(parent, { ...clean, lines: partly(clean.lines, 0) })
    expect(verifyExport(folder, { log: keys.log })).toBe(
      `20 events of ${ORIGIN} are complete and unchanged; not cosigned by any witness that you named; tiles agree; ` +
        '7 payloads withheld by whoever made this, their events proven without them; ' +
        '7 events withheld altogether, only their places proven',
    )
  })
})

/** Of three lines one as it is, one without its payload and one of which only the hash is left. */
const partly = (lines: readonly string[], start: number) =>
  lines.map((line, i) => {
    const { leaf } = JSON.parse(line) as Disclosure
    const forms = [formatDisclosure({ leaf, withheld: true }), formatHidden(leaf), line.trimEnd()]
    return `${forms[(i + start) % 3]}\n`
  })

describe('an erased payload', () => {
  it('is one whose key an erasure of the same history names', async () => {
    const folder = writeExport(parent, await exportOf(afterErasure(history, AT), { witnesses }))
    expect(verifyExport(folder, keys)).toContain('; 1 payloads erased, by erasures that are recorded here')
  })

  it('is found out where no erasure names its key, or that of somebody else is named', async () => {
    const sentence =
      'position 7: the payload is not shown as if it were erased, and no erasure that is recorded here names a key of it'
    const alone = history.with(AT - 1, { leaf: history[AT - 1]!.leaf })
    expect(faultIn(await exportOf(alone, { witnesses }))?.message).toBe(sentence)
    const other = afterErasure(history, AT + 1).with(AT - 1, { leaf: history[AT - 1]!.leaf })
    expect(faultIn(await exportOf(other, { witnesses }))?.message).toBe(sentence)
  })

  it('is found out where nobody is sealed in it who could have been forgotten', async () => {
    const all = afterErasure(history, AT)
    const named = all.length
    const alone = [...history, { leaf: all[named - 1]!.leaf }]
    expect(faultIn(await exportOf(alone, { witnesses }))).toMatchObject({ position: named })
  })

  it('of the first format is counted: nothing tells whether it was erased', async () => {
    const first = events(SIZE, { v: 1 })
    const folder = writeExport(parent, await exportOf(first.with(AT - 1, { leaf: first[AT - 1]!.leaf }), { witnesses }))
    expect(verifyExport(folder, keys)).toContain(
      '1 payloads of the first format withheld or erased, which of the two it does not tell',
    )
  })
})

describe('an event is found out', () => {
  it.each<[string, Disclosure[], number]>([
    [
      'that was sealed under keys other than those that it names',
      history.with(AT - 1, {
        ...history[AT - 1]!,
        leaf: { ...history[AT - 1]!.leaf, keys: ['000000000000:nobody'] } as Leaf,
      }),
      AT,
    ],
    ['of the first format behind those of the second', history.with(AT - 1, events(SIZE, { v: 1 })[AT - 1]!), AT],
    [
      'of the first format that has another place in its stream',
      events(SIZE, { v: 1 }).map((event, i) => {
        const { leaf } = event
        return i === AT - 1 && leaf.v === 1 ? { ...event, leaf: { ...leaf, streamVersion: 9 } } : event
      }),
      AT,
    ],
  ])('%s, by whoever sealed it', async (_, all, position) => {
    expect(faultIn(await exportOf(all, { witnesses }))).toMatchObject({ position })
  })
})

describe('a changed history is found out', () => {
  it.each(MUTATIONS)('when $what', ({ mutate, position }) => {
    const exported = { ...copy(), lines: mutate([...clean.lines]) }
    const fault = faultIn(exported)
    expect(fault).toMatchObject({ position })
    expect(fault!.message).toMatch(new RegExp(`^position ${position}: [^\\n]+$`))
    // Without tiles the place cannot always be told; that something was changed, always.
    expect(faultIn({ ...exported, tiles: new Map() })).not.toBeNull()
  })

  it('at its line, when any bit of the file is turned round', () => {
    const bytes = Buffer.from(clean.lines.join(''))
    assert(
      property(integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        const folder = writeExport(parent, clean)
        writeFileSync(join(folder, 'events.ndjson'), changed)
        const line = bytes
          .subarray(0, bit >> 3)
          .toString()
          .split('\n').length
        expect(() => verifyExport(folder, keys)).toThrow(`position ${line}: `)
        rmSync(folder, { recursive: true })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a history rewritten by who holds the key of the log', () => {
  const FORKED_AT = 6
  const fork = [...events(FORKED_AT - 1), ...events(SIZE, { mark: 'rewritten' }).slice(FORKED_AT - 1)]

  it('is found out by an older checkpoint, at its position when the older tiles were kept', async () => {
    const forked = await exportOf(fork)
    const alone = { log: keys.log }
    expect(faultIn(forked, alone)).toBeNull()
    const kept = writeExport(parent, await exportOf(events(12)))
    expect(faultIn(forked, { ...alone, since: kept })).toMatchObject({ position: FORKED_AT })
    expect(faultIn(forked, { ...alone, since: join(kept, 'checkpoint') })!.message).toBe(
      'the past was rewritten: events 1 to 12 are not those of the checkpoint that you hold',
    )
  })

  it('is found out by its witnesses, who do not cosign it', async () => {
    expect(faultIn(await exportOf(fork))!.message).toBe(
      '0 witnesses cosigned the checkpoint and 2 must; missing: police.example, school.example',
    )
    const one = await exportOf(fork, { witnesses: witnesses.slice(0, 1) })
    expect(faultIn(one)!.message).toContain('missing: school.example')
    expect(faultIn(one, { ...keys, quorum: 1 })).toBeNull()
  })

  it('is not vouched for by one witness in the place of two, nor by one that says nothing of when', async () => {
    const [police, school] = witnesses as [SignerKey, SignerKey]
    const second = nextKey(police)
    const twice = await exportOf(fork, { witnesses: [police, second] })
    const three = [...witnesses, second].map(formatVerifierKey)
    expect(faultIn(twice, { ...keys, witnesses: three, quorum: 2 })!.message).toBe(
      '1 witnesses cosigned the checkpoint and 2 must; missing: school.example',
    )
    expect(faultIn(twice, { ...keys, witnesses: three, quorum: 1 })).toBeNull()
    const plain = await exportOf(fork)
    const text = plain.checkpoint.slice(0, plain.checkpoint.lastIndexOf('\n\n') + 1)
    const timeless = { ...plain, checkpoint: plain.checkpoint + timelessCosignature(school, text) }
    expect(faultIn(timeless, { ...keys, quorum: 1 })!.message).toContain(
      "'school.example' under the checkpoint is false",
    )
  })

  it('is found out when its tiles are rewritten under the old checkpoint', async () => {
    const { lines, tiles } = await exportOf(fork)
    expect(faultIn({ ...copy(), lines, tiles })!.message).toBe(
      'these are not the events of the checkpoint: one or more of 1 to 20 were changed',
    )
    expect(faultIn({ ...copy(), lines })).toMatchObject({ position: FORKED_AT })
  })

  it('is found out when an old checkpoint is shown again', async () => {
    const old = await checkpointOf(events(12), { witnesses })
    expect(faultIn({ ...copy(), checkpoint: old })).toMatchObject({ position: 13 })
    const cut = await exportOf(events(12), { witnesses })
    expect(faultIn(cut, { ...keys, since: writeExport(parent, clean) })!.message).toBe(
      'the checkpoint is an old one: you hold one of 20 events, and this is of 12',
    )
  })
})

describe('a checkpoint is found out', () => {
  it('when any bit of it is turned round', () => {
    const bytes = Buffer.from(clean.checkpoint)
    assert(
      property(integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        const folder = writeExport(parent, clean)
        writeFileSync(join(folder, 'checkpoint'), changed)
        expect(() => verifyExport(folder, keys)).toThrow()
        rmSync(folder, { recursive: true })
      }),
      { numRuns: 300 },
    )
  })

  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'signed by another key of the same name',
      () => checkpointOf(history, { key: signerKey(ORIGIN, 'note', Buffer.alloc(32, 1)) }),
      /did not sign/,
    ],
    [
      'signed by a stranger',
      () => checkpointOf(history, { key: testKey('stranger.example') }),
      /did not sign this checkpoint/,
    ],
    [
      'of another ledger',
      () => checkpointOf(history, { origin: 'hub.example/ledgers/1261' }),
      /did not sign this checkpoint of/,
    ],
    [
      'of another ledger, signed with the key of this one',
      () => checkpointOf(history, { origin: 'hub.example/ledgers/1261', key: testKey(ORIGIN) }),
      /is of the log 'hub.example\/ledgers\/1261', not of/,
    ],
    ['with a signature of another text', async () => forged(await checkpointOf(events(19))), /is false/],
    ['without signatures', async () => clean.checkpoint.split('\n\n')[0]!, /cut off or is none/],
    ['that is empty', async () => '', /cut off or is none/],
  ])('%s', async (_, make, sentence) => {
    expect(faultIn({ ...copy(), checkpoint: await make() })!.message).toMatch(sentence)
  })

  const forged = (other: string) => `${clean.checkpoint.split('\n\n')[0]}\n\n${other.split('\n\n')[1]}`

  it('by a key that is none, or one of another kind', () => {
    expect(faultIn(clean, { log: 'nonsense' })!.message).toBe("'nonsense' is not a key")
    expect(faultIn(clean, { log: keys.log.replace('hub', 'hup') })!.message).toContain('and its id do not match')
    expect(faultIn(clean, { log: keys.witnesses![0]! })!.message).toContain('is not the key of a log')
  })
})

describe('tiles are found out, and events that are right are not accused', () => {
  it('when a hash in one is another', () => {
    const tile = Buffer.from(clean.tiles.get('tile/0/000.p/20')!)
    tile[32 * (AT - 1)]! ^= 1
    const fault = faultIn({ ...copy(), tiles: new Map([['tile/0/000.p/20', tile]]) })
    expect(fault!.message).toBe(
      'position 7: tile/0/000.p/20 is changed; the events themselves are those of the checkpoint',
    )
  })

  it('when one of a higher level is another, missing or too long', async () => {
    const exported = await exportOf(events(300), { witnesses })
    const upper = exported.tiles.get('tile/1/000.p/1')!
    const without = new Map([...exported.tiles].filter(([path]) => path !== 'tile/1/000.p/1'))
    const change = (bytes: Uint8Array) => ({ ...exported, tiles: new Map(exported.tiles).set('tile/1/000.p/1', bytes) })
    expect(faultIn({ ...exported, tiles: without })!.message).toBe('tile/1/000.p/1 is missing')
    expect(faultIn(change(Buffer.alloc(32)))!.message).toContain('tile/1/000.p/1 is changed')
    expect(faultIn(change(Buffer.concat([upper, Buffer.of(0)])))!.message).toContain('longer than it should be')
  })
})
