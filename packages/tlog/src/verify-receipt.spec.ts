import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assert, integer, property } from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { inclusionProof } from './merkle/prover.ts'
import { formatVerifierKey } from './note/key.ts'
import { formatReceipt } from './receipt.ts'
import { checkpointOf, exportOf, temporaryParent, writeExport } from './testing/export.ts'
import { events, ORIGIN, treeOfEvents } from './testing/history.ts'
import { testKey } from './testing/keys.ts'

const verifier = resolve(import.meta.dirname, '../verify.mjs')
const { verifyReceipt } = (await import(verifier)) as {
  verifyReceipt(file: string, options: { log: string; witnesses?: string[] }): string
}

const parent = temporaryParent()
afterAll(() => rmSync(parent, { recursive: true }))

const SIZE = 20
const police = testKey('police.example', 'cosignature')
const keys = { log: formatVerifierKey(testKey(ORIGIN)), witnesses: [formatVerifierKey(police)] }
const history = events(SIZE)
const tree = treeOfEvents(history)
const checkpoint = await checkpointOf(history, { witnesses: [police] })

async function receipt(position: number): Promise<string> {
  const path = await inclusionProof(tree, position - 1, SIZE)
  return formatReceipt(history[position - 1]!, { path, checkpoint })
}

function write(content: string | Uint8Array): string {
  const file = join(parent, 'referral.tlog-proof')
  writeFileSync(file, content)
  return file
}

describe('a receipt', () => {
  it('verifies for every event of the log', async () => {
    for (let position = 1; position <= SIZE; position++) {
      expect(verifyReceipt(write(await receipt(position)), keys)).toContain(`is event ${position} of ${ORIGIN}`)
    }
  })

  it('says what was recorded, when, and who vouches for it', async () => {
    expect(verifyReceipt(write(await receipt(2)), keys)).toBe(
      `ReferralSubmitted of referral/sk-7, recorded at 2026-04-02T09:30:00.000Z, is event 2 of ${ORIGIN}, ` +
        'cosigned by police.example',
    )
  })

  it('does not when any of its bits is turned round', async () => {
    const bytes = Buffer.from(await receipt(7))
    assert(
      property(integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        expect(() => verifyReceipt(write(changed), keys)).toThrow()
      }),
      { numRuns: 600 },
    )
  })

  it('does not for another place in the log', async () => {
    const moved = (await receipt(7)).replace('index 6', 'index 7')
    expect(() => verifyReceipt(write(moved), keys)).toThrow('position 8: here the event of position 7 stands')
  })
})

describe('the command', () => {
  const folder = exportOf(history, { witnesses: [police] }).then((exported) => writeExport(parent, exported))
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [verifier, ...args], { encoding: 'utf8' })
    return { status, stdout, stderr }
  }

  it('ends with 0 and one sentence when all is well', async () => {
    const good = run('export', await folder, '--log', keys.log, '--witness', keys.witnesses[0]!)
    const sentence = `GOOD: 20 events of ${ORIGIN} are complete and unchanged; cosigned by police.example; tiles agree.\n`
    expect(good).toEqual({ status: 0, stdout: sentence, stderr: '' })
    expect(run('receipt', write(await receipt(2)), '--log', keys.log)).toMatchObject({ status: 0, stderr: '' })
  })

  it.each<[string, () => Promise<string[]>, string]>([
    ['a folder that is none', async () => ['export', join(parent, 'gone'), '--log', keys.log], 'there is no file'],
    ['no key', async () => ['export', await folder], 'usage: node verify.mjs'],
    ['a word that it does not know', async () => ['judge', await folder, '--log', keys.log], 'usage: node verify.mjs'],
    ['an option without a value', async () => ['export', await folder, '--log', keys.log, '--since'], 'usage:'],
    [
      'an export for a receipt',
      async () => ['receipt', join(await folder, 'checkpoint'), '--log', keys.log],
      'not a receipt',
    ],
    [
      'a key of another log',
      async () => ['export', await folder, '--log', formatVerifierKey(testKey('a.example'))],
      'did not sign',
    ],
  ])('ends with 1 and one sentence for %s', async (_, args, sentence) => {
    const bad = run(...(await args()))
    expect(bad).toMatchObject({ status: 1, stdout: '' })
    expect(bad.stderr).toMatch(/^BAD: [^\n]+\.\n$/)
    expect(bad.stderr).toContain(sentence)
  })
})
