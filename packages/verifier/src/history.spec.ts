import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Disclosure,
  formatDisclosure,
  formatHidden,
  formatVerifierKey,
  type Leaf,
  signerKey,
} from '@kooperacje/tlog'
import { checkpointOf, type Export, exportOf, temporaryParent, writeExport } from '@kooperacje/tlog/testing/export.ts'
import { afterErasure, events, LEDGER, ORIGIN } from '@kooperacje/tlog/testing/history.ts'
import { testKey } from '@kooperacje/tlog/testing/keys.ts'
import { AT, MUTATIONS, SIZE } from '@kooperacje/tlog/testing/mutations.ts'
import { assert, asyncProperty, boolean, integer } from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Trust, trust } from './checkpoint.ts'
import { Fault } from './fault.ts'
import { linesOf, readFolder, readTextFile, tilesIn } from './folder.ts'
import { type Kept, verifyHistory } from './history.ts'

/** The verifier of one file: what it says, this one must say. */
const otherVerifier: string = '@kooperacje/tlog/verify.mjs'
const { verifyExport } = (await import(otherVerifier)) as {
  verifyExport(folder: string, options: { log: string; witnesses: string[]; since?: string }): string
}

const parent = temporaryParent()
afterAll(() => rmSync(parent, { recursive: true }))

const names = ['police.example', 'school.example']
const witnesses = names.map((name) => testKey(name, 'cosignature'))
const keys = { log: formatVerifierKey(testKey(ORIGIN)), witnesses: witnesses.map(formatVerifierKey) }
const trusted = trust([keys.log], keys.witnesses)
const byLogAlone = trust([keys.log])
const history = events(SIZE)
const clean = await exportOf(history, { witnesses })
const copy = (): Export => ({ ...clean, lines: [...clean.lines], tiles: new Map(clean.tiles) })

async function faultIn(exported: Export, policy: Trust = trusted, since?: string): Promise<Fault | null> {
  const folder = writeExport(parent, exported)
  try {
    return await faultInFolder(folder, policy, since === undefined ? [] : [await kept(since)])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function faultInFolder(folder: string, policy: Trust, held: readonly Kept[] = []): Promise<Fault | null> {
  try {
    await verifyHistory(await readFolder(folder), policy, held)
    return null
  } catch (fault) {
    if (fault instanceof Fault) return fault
    throw fault
  }
}

const kept = async (folder: string): Promise<Kept> => ({
  checkpoint: await readTextFile(join(folder, 'checkpoint')),
  whose: 'you hold',
  tile: tilesIn(folder),
})

/** Whether the other verifier finds a fault, and where. */
function otherFault(folder: string): { position: number | undefined } | null {
  try {
    verifyExport(folder, keys)
    return null
  } catch (fault) {
    return { position: (fault as Fault).position }
  }
}

describe('a clean history is never accused', () => {
  it.each([0, 1, 2, 3, 20, 255, 256, 257, 300, 513])('of %i events', async (size) => {
    const exported = await exportOf(events(size), { witnesses })
    expect(await faultIn(exported)).toBeNull()
    expect(await faultIn({ ...exported, tiles: new Map() })).toBeNull()
  })

  it('of either format, nor one that changes from the first to the second', async () => {
    const first = events(SIZE, { v: 1 })
    for (const all of [first, [...first.slice(0, 9), ...history.slice(9)]]) {
      expect(await faultIn(await exportOf(all, { witnesses }))).toBeNull()
    }
  })

  it('of any size, whatever is withheld of it, and beside any older checkpoint of it', async () => {
    await assert(
      asyncProperty(integer({ min: 1, max: 40 }), integer({ min: 0, max: 99 }), boolean(), async (size, n, tiles) => {
        const all = events(size, { v: n % 2 === 0 ? 1 : 2 })
        const older = await exportOf(all.slice(0, n % (size + 1)))
        const since = writeExport(parent, tiles ? older : { ...older, tiles: new Map() })
        const shown = await exportOf(all, { witnesses })
        const partly = shown.lines.map((line, i) => {
          const { leaf } = all[i]!
          const form = (i + n) % 3
          return form === 0 ? line : `${form === 1 ? formatDisclosure({ leaf, withheld: true }) : formatHidden(leaf)}\n`
        })
        expect(await faultIn({ ...shown, lines: partly }, trusted, since)).toBeNull()
      }),
      { numRuns: 40 },
    )
  })

  it('and what it is vouched for with, and what of it is not shown, is told', async () => {
    const erased = await exportOf(afterErasure(history, AT), { witnesses })
    const lines = erased.lines
      .with(0, `${formatHidden(history[0]!.leaf)}\n`)
      .with(1, `${formatDisclosure({ leaf: history[1]!.leaf, withheld: true })}\n`)
    const since = writeExport(parent, await exportOf(events(12)))
    const folder = writeExport(parent, { ...erased, lines })
    expect(await verifyHistory(await readFolder(folder), trusted, [await kept(since)])).toMatchObject({
      checkpoint: { origin: ORIGIN, ledger: LEDGER, size: SIZE + 1, cosigners: names.map((name) => ({ name })) },
      tiles: true,
      ...{ erased: 1, untold: 0, withheld: 1, hidden: 1 },
      continues: [12],
    })
  })
})

describe('what is found out by both verifiers in what the log itself has signed', () => {
  const first = events(SIZE, { v: 1 })
  const without = (all: readonly Disclosure[], position: number) =>
    all.with(position - 1, { leaf: all[position - 1]!.leaf })
  const named = afterErasure(history, AT)

  it.each<[string, Disclosure[], number]>([
    ['a payload that is gone, and no erasure', without(history, AT), AT],
    ['a payload that is gone, and the erasure of somebody else', without(afterErasure(history, AT + 1), AT), AT],
    [
      'a payload that is gone, in which nobody was sealed',
      without(named, SIZE + 1).with(AT - 1, history[AT - 1]!),
      SIZE + 1,
    ],
    [
      'an event that names a key that its payload is not sealed with',
      history.with(AT - 1, {
        ...history[AT - 1]!,
        leaf: { ...history[AT - 1]!.leaf, keys: ['000000000000:nobody'] } as Leaf,
      }),
      AT,
    ],
    ['an event of the first format behind those of the second', history.with(AT - 1, first[AT - 1]!), AT],
    [
      'an event of the first format at another place in its stream',
      first.with(AT - 1, { ...first[AT - 1]!, leaf: { ...first[AT - 1]!.leaf, streamVersion: 9 } as Leaf }),
      AT,
    ],
  ])('%s', async (_, all, position) => {
    const folder = writeExport(parent, await exportOf(all, { witnesses }))
    expect(await faultInFolder(folder, trusted)).toMatchObject({ position })
    expect(otherFault(folder)).toEqual({ position })
  })

  it('and a payload of the first format that is gone is counted: nothing tells whether it was erased', async () => {
    const folder = writeExport(parent, await exportOf(without(first, AT), { witnesses }))
    expect(await verifyHistory(await readFolder(folder), trusted)).toMatchObject({ erased: 0, untold: 1, withheld: 0 })
  })
})

describe('a changed history is found out, at the same position as by the other verifier', () => {
  it.each(MUTATIONS)('when $what', async ({ mutate, position }) => {
    const exported = { ...copy(), lines: mutate([...clean.lines]) }
    const folder = writeExport(parent, exported)
    const fault = await faultInFolder(folder, trusted)
    expect(fault).toMatchObject({ position })
    expect(fault?.message).toMatch(new RegExp(`^position ${position}: [^\\n]+[^.\\n]$`))
    expect(otherFault(folder)).toEqual({ position })
    expect(await faultIn({ ...exported, tiles: new Map() })).not.toBeNull()
  })

  it('when any bit of its events is turned round', async () => {
    const bytes = Buffer.from(clean.lines.join(''))
    const folder = writeExport(parent, clean)
    await assert(
      asyncProperty(integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        writeFileSync(join(folder, 'events.ndjson'), changed)
        const position = bytes
          .subarray(0, bit >> 3)
          .toString()
          .split('\n').length
        expect(await faultInFolder(folder, trusted)).toMatchObject({ position })
        expect(otherFault(folder)).toEqual({ position })
      }),
      { numRuns: 300 },
    )
  })

  it('when any bit of its checkpoint is turned round', async () => {
    const bytes = Buffer.from(clean.checkpoint)
    const folder = writeExport(parent, clean)
    await assert(
      asyncProperty(integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        writeFileSync(join(folder, 'checkpoint'), changed)
        expect(await faultInFolder(folder, trusted)).not.toBeNull()
        expect(otherFault(folder)).not.toBeNull()
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
    expect(await faultIn(forked, byLogAlone)).toBeNull()
    const older = await exportOf(events(12))
    expect(await faultIn(forked, byLogAlone, writeExport(parent, older))).toMatchObject({ position: FORKED_AT })
    const alone = writeExport(parent, { ...older, tiles: new Map() })
    expect((await faultIn(forked, byLogAlone, alone))?.message).toBe(
      'the past was rewritten: events 1 to 12 are not those of the checkpoint that you hold',
    )
  })

  it('is found out by its witnesses, who do not cosign it', async () => {
    expect((await faultIn(await exportOf(fork)))?.message).toBe(
      '0 of your witnesses cosigned the checkpoint and 2 must; missing: police.example, school.example',
    )
    const one = await exportOf(fork, { witnesses: witnesses.slice(0, 1) })
    expect((await faultIn(one))?.message).toContain('missing: school.example')
    expect(await faultIn(one, trust([keys.log], keys.witnesses, 1))).toBeNull()
  })

  it('is found out when an old checkpoint is shown again', async () => {
    const old = await checkpointOf(events(12), { witnesses })
    expect(await faultIn({ ...copy(), checkpoint: old })).toMatchObject({ position: 13 })
    const cut = await exportOf(events(12), { witnesses })
    expect((await faultIn(cut, trusted, writeExport(parent, clean)))?.message).toBe(
      'you hold a checkpoint of 20 events, and this is one of 12: the history was rolled back, or an old one is shown',
    )
  })

  it('is found out when its tiles are rewritten under the old checkpoint', async () => {
    const { lines, tiles } = await exportOf(fork)
    expect((await faultIn({ ...copy(), lines, tiles }))?.message).toBe(
      'these are not the events of the checkpoint: one or more of 1 to 20 were changed',
    )
    const since = writeExport(parent, { ...(await exportOf(events(4))), tiles: new Map() })
    expect((await faultIn({ ...copy(), lines, tiles }, trusted, since))?.message).toContain('one or more of 5 to 20')
  })
})

describe('a checkpoint is found out', () => {
  it.each<[string, () => Promise<string>, string]>([
    [
      'signed by another key of the same name',
      () => checkpointOf(history, { key: signerKey(ORIGIN, 'note', Buffer.alloc(32, 1)) }),
      `the checkpoint of '${ORIGIN}' is signed with another key`,
    ],
    [
      'signed by a stranger',
      () => checkpointOf(history, { key: testKey('stranger.example') }),
      `the log '${ORIGIN}' did not sign this checkpoint`,
    ],
    [
      'of a log that is not known',
      () => checkpointOf(history, { origin: 'hub.example/ledgers/1261' }),
      `the checkpoint is of the log 'hub.example/ledgers/1261', and your key is of '${ORIGIN}'`,
    ],
    [
      'of another ledger, signed with the key of this one',
      () => checkpointOf(history, { origin: 'hub.example/ledgers/1261', key: testKey(ORIGIN) }),
      `the checkpoint is of the log 'hub.example/ledgers/1261'`,
    ],
    ['with a signature of another text', async () => forged(await checkpointOf(events(19))), 'is forged'],
    ['without signatures', async () => clean.checkpoint.split('\n\n')[0]!, 'cut off, or is none'],
    ['that is empty', async () => '', 'cut off, or is none'],
    ['with something else behind it', async () => `${clean.checkpoint}hello\n`, `no signature: 'hello'`],
  ])('%s', async (_, make, sentence) => {
    expect((await faultIn({ ...copy(), checkpoint: await make() }))?.message).toContain(sentence)
  })

  const forged = (other: string) => `${clean.checkpoint.split('\n\n')[0]}\n\n${other.split('\n\n')[1]}`

  it('of another log beside this one', async () => {
    const since = writeExport(
      parent,
      await exportOf(events(5, { ledger: '1261' }), { origin: 'hub.example/ledgers/1261' }),
    )
    const both = trust([keys.log, formatVerifierKey(testKey('hub.example/ledgers/1261'))])
    expect((await faultIn(clean, both, since))?.message).toBe(
      `you hold a checkpoint of the log 'hub.example/ledgers/1261', and this is one of '${ORIGIN}'`,
    )
  })
})

describe('keys', () => {
  it.each<[string, () => Trust, string]>([
    ['that are none', () => trust(['nonsense']), `'nonsense' is not a verifier key`],
    ['whose id is of another', () => trust([keys.log.replace('hub', 'hup')]), 'do not match'],
    ['of a witness for a log', () => trust([keys.witnesses[0]!]), 'is not the key of a log'],
    ['of a log for a witness', () => trust([keys.log], [keys.log]), 'is not the key of a witness'],
    ['too few for a quorum', () => trust([keys.log], keys.witnesses, 3), '3 witnesses can never have cosigned'],
  ])('%s are refused', (_, make, sentence) => expect(make).toThrow(sentence))

  it('of one witness that has two count once', async () => {
    const second = signerKey(names[0]!, 'cosignature', Buffer.alloc(32, 2))
    const exported = await exportOf(history, { witnesses: [witnesses[0]!, second] })
    const policy = (quorum: number) => trust([keys.log], [...keys.witnesses, formatVerifierKey(second)], quorum)
    expect((await faultIn(exported, policy(2)))?.message).toContain('missing: school.example')
    expect(await faultIn(exported, policy(1))).toBeNull()
  })

  it('of a log that has two are both good', async () => {
    const second = signerKey(ORIGIN, 'note', Buffer.alloc(32, 2))
    const exported = await exportOf(history, { key: second })
    expect(await faultIn(exported, trust([keys.log, formatVerifierKey(second)]))).toBeNull()
  })
})

describe('tiles are found out, and events that are right are not accused', () => {
  it('when a hash in one is another', async () => {
    const tile = Buffer.from(clean.tiles.get('tile/0/000.p/20')!)
    tile[32 * (AT - 1)]! ^= 1
    expect((await faultIn({ ...copy(), tiles: new Map([['tile/0/000.p/20', tile]]) }))?.message).toBe(
      'position 7: tile/0/000.p/20 is changed; the events themselves are those of the checkpoint',
    )
  })

  it('when one of a higher level is another, missing or too long', async () => {
    const exported = await exportOf(events(300), { witnesses })
    const upper = exported.tiles.get('tile/1/000.p/1')!
    const without = new Map([...exported.tiles].filter(([path]) => path !== 'tile/1/000.p/1'))
    const change = (bytes: Uint8Array) => ({ ...exported, tiles: new Map(exported.tiles).set('tile/1/000.p/1', bytes) })
    expect((await faultIn({ ...exported, tiles: without }))?.message).toContain('tile/1/000.p/1 is missing')
    expect((await faultIn(change(Buffer.alloc(32))))?.message).toContain('tile/1/000.p/1 is changed')
    const longer = change(Buffer.concat([upper, Buffer.of(0)]))
    expect((await faultIn(longer))?.message).toContain('tile/1/000.p/1 is longer than it should be')
  })
})

it('looks at each tile of leaf hashes twice: to prove it, and beside its events', async () => {
  const folder = writeExport(parent, await exportOf(events(300), { witnesses }))
  const shown = await readFolder(folder)
  const looks = new Map<string, number>()
  const tile = (path: string) => {
    looks.set(path, (looks.get(path) ?? 0) + 1)
    return shown.tile!(path)
  }
  await verifyHistory({ ...shown, tile }, trusted)
  expect(Object.fromEntries(looks)).toEqual({ 'tile/0/000': 2, 'tile/0/001.p/44': 2, 'tile/1/000.p/1': 1 })
})

describe('lines', () => {
  const lines = async (...pieces: string[]) => {
    const found = []
    for await (const { bytes, whole } of linesOf(pieces.map((piece) => Buffer.from(piece)) as never)) {
      found.push(`${bytes}${whole ? '' : '…'}`)
    }
    return found
  }

  it('are the same however they come in pieces', async () => {
    expect(await lines('ab\ncd\n', '\ne', 'f', 'g\n')).toEqual(['ab', 'cd', '', 'efg'])
    expect(await lines('ab', '\n', 'c')).toEqual(['ab', 'c…'])
    expect(await lines()).toEqual([])
  })

  it('that never end are not read to their end', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(1024 * 1024, 'x')
    }
    await expect(linesOf(endless()).next()).rejects.toThrow('which no event is')
  })
})
