import { describe, expect, it } from 'vitest'
import { addCosignatures, checkpointText, openCheckpoint, parseCheckpointText, signCheckpoint } from './checkpoint.ts'
import { EMPTY_ROOT } from './merkle/hash.ts'
import { parseVerifierKey } from './note/key.ts'
import { formatSignature, parseNote } from './note/note.ts'
import { openNote } from './note/open.ts'
import { signText } from './note/sign.ts'
import { nextKey, testKey, timelessCosignature } from './testing/keys.ts'
import { leafHashes } from './testing/leaves.ts'

/** From the specifications: the head of the database of Go's checksums, and a witness of it. */
const SPECIFIED = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`

/** Of sum.golang.org, 2024-09-23, with the key that is built into Go. */
const GO_KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'
const GO = `go.sum database tree
30055305
mXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM=

— sum.golang.org Az3grpgEild5qw7+5dtV13Kf1C2Xurm8q4fhdxvcsDHnqNTaxL2AFjBY+2TyGKevucFcAAlWFJJYle3EJlDCrQ+y3A8=
`

/** Of a log of certificates, cosigned by witnesses of the public net; two of them with their published keys. */
const ARCHE_KEY = 'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f'
const REMORA_KEY = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'
const SMARTIT_KEY = 'witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO'
const ARCHE = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
`

const key = (vkey: string) => {
  const parsed = parseVerifierKey(vkey)
  if (!parsed.ok) throw new Error(parsed.refusal.reason)
  return parsed.value
}

describe('the published checkpoints', () => {
  it('of the specification reads, and is written as it was read', () => {
    const note = parseNote(SPECIFIED)
    if (!note.ok) throw new Error(note.refusal.reason)
    const checkpoint = parseCheckpointText(note.value.text)
    expect(checkpoint.ok && checkpoint.value).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
    expect(checkpoint.ok && checkpointText(checkpoint.value)).toBe(note.value.text)
    expect(note.value.signatures.map(formatSignature).join('')).toBe(SPECIFIED.slice(note.value.text.length + 1))
    expect(note.value.signatures[1]!.bytes).toHaveLength(8 + 64)
  })

  it('of sum.golang.org verifies with the key that is built into Go', () => {
    const opened = openCheckpoint(GO, { origin: 'go.sum database tree', logKeys: [key(GO_KEY)] })
    expect(opened.ok && opened.value.checkpoint.size).toBe(30_055_305)
  })

  it('of a log of certificates verifies with its cosignatures', () => {
    const policy = { origin: 'arche2025h1.staging.ct.transparency.dev', logKeys: [key(ARCHE_KEY)] }
    const opened = openCheckpoint(ARCHE, { ...policy, witnesses: [key(REMORA_KEY), key(SMARTIT_KEY)] })
    expect(opened.ok && opened.value.cosigners).toEqual([
      { name: 'witness1.smartit.nu/witness1', time: 1_779_573_024 },
      { name: 'remora.n621.de', time: 1_779_573_024 },
    ])
    const changed = ARCHE.replace('1432088532', '1432088533')
    for (const known of [ARCHE_KEY, REMORA_KEY, SMARTIT_KEY]) {
      const refused = openNote(changed, [key(known)])
      expect(!refused.ok && refused.refusal.code).toBe('bad-signature')
    }
  })
})

const ORIGIN = 'hub.example/ledgers/2416021'
const log = testKey(ORIGIN)
const [police, school] = [testKey('police.example', 'cosignature'), testKey('school.example', 'cosignature')]
const checkpoint = { origin: ORIGIN, size: 8, root: leafHashes(1)[0]!, extensions: [] }
const note = signCheckpoint(checkpoint, log)
const cosigned = (...witnesses: (typeof police)[]) =>
  note +
  witnesses.map((witness) => formatSignature(signText(witness, checkpointText(checkpoint), 1_800_000_000))).join('')
const policy = { origin: ORIGIN, logKeys: [log], witnesses: [police, school] }
const refusal = (opened: ReturnType<typeof openCheckpoint>) => (opened.ok ? null : opened.refusal.code)

describe('a checkpoint is believed', () => {
  it('when the log signed it and every witness asked for cosigned it', () => {
    expect(refusal(openCheckpoint(note, { ...policy, witnesses: [] }))).toBeNull()
    expect(refusal(openCheckpoint(cosigned(police, school), policy))).toBeNull()
  })

  it('by fewer witnesses when fewer are enough', () => {
    expect(refusal(openCheckpoint(cosigned(police), { ...policy, quorum: 1 }))).toBeNull()
    expect(refusal(openCheckpoint(cosigned(police), policy))).toBe('too-few-witnesses')
    expect(refusal(openCheckpoint(cosigned(police, police), policy))).toBe('too-few-witnesses')
  })

  it('by one witness that signs with two keys as by one', () => {
    const second = nextKey(police)
    const witnesses = [police, second, school]
    expect(refusal(openCheckpoint(cosigned(police, second), { ...policy, witnesses, quorum: 2 }))).toBe(
      'too-few-witnesses',
    )
    expect(openCheckpoint(cosigned(police, second), { ...policy, witnesses, quorum: 1 })).toMatchObject({
      value: { cosigners: [{ name: police.name }] },
    })
    expect(refusal(openCheckpoint(cosigned(second, school), { ...policy, witnesses }))).toBeNull()
  })

  it('never with a cosignature that says nothing of when', () => {
    const timeless = note + timelessCosignature(police, checkpointText(checkpoint))
    expect(refusal(openCheckpoint(timeless, { ...policy, quorum: 1 }))).toBe('bad-signature')
  })

  it('never of another log, nor without the word of the log itself', () => {
    expect(refusal(openCheckpoint(note, { ...policy, origin: 'hub.example/ledgers/1261' }))).toBe('wrong-origin')
    const other = testKey('other.example')
    expect(refusal(openCheckpoint(note, { ...policy, logKeys: [other] }))).toBe('no-signature')
    expect(refusal(openCheckpoint(cosigned(police), { ...policy, logKeys: [other] }))).toBe('no-signature')
  })

  it('never with a cosignature whose time was changed', () => {
    const changed = cosigned(police, school).replace(/(police\.example \S{11})./, '$1X')
    expect(refusal(openCheckpoint(changed, policy))).toBe('bad-signature')
  })

  it('takes over from a witness what verifies, and nothing else', () => {
    const lines = cosigned(police).slice(note.length)
    const foreign = formatSignature(signText(testKey('spam.example'), checkpointText(checkpoint)))
    expect(addCosignatures(note, foreign + lines, [police, school])).toEqual({ ok: true, value: note + lines })
    expect(addCosignatures(note, foreign, [police]).ok).toBe(false)
    expect(addCosignatures(note, 'nonsense', [police]).ok).toBe(false)
  })
})

describe('a text is no checkpoint', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='

  it.each([
    ['without its root', 'a\n1\n'],
    ['without an origin', `\n1\n${root}\n`],
    ['with a zero before the size', `a\n01\n${root}\n`],
    ['with a sign before the size', `a\n-1\n${root}\n`],
    ['with a size that cannot be counted to', `a\n9007199254740993\n${root}\n`],
    ['with a root too short', `a\n1\n${root.slice(4)}\n`],
    ['with bits behind the root', `a\n1\n${root.replace('2I=', '2J=')}\n`],
    ['with an empty line behind', `a\n1\n${root}\n\n`],
    ['without an end', `a\n1\n${root}`],
  ])('%s', (_, text) => {
    const parsed = parseCheckpointText(text)
    expect(!parsed.ok && parsed.refusal.code).toBe('malformed-checkpoint')
  })

  it('an empty log has the root of an empty tree', () => {
    const empty = { origin: 'a', size: 0, root: EMPTY_ROOT, extensions: [] }
    expect(parseCheckpointText(checkpointText(empty))).toEqual({
      ok: true,
      value: { ...empty, root: Buffer.from(EMPTY_ROOT) },
    })
    const parsed = parseCheckpointText(`a\n0\n${root}\n`)
    expect(!parsed.ok && parsed.refusal.code).toBe('wrong-root')
    expect(() => signCheckpoint({ ...empty, origin: 'a\nb' }, log)).toThrow('not a checkpoint')
  })

  it('keeps lines that only the log vouches for', () => {
    const extended = { ...checkpoint, extensions: ['note of the log'] }
    const opened = openCheckpoint(signCheckpoint(extended, log), { origin: ORIGIN, logKeys: [log] })
    expect(opened.ok && opened.value.checkpoint.extensions).toEqual(['note of the log'])
  })
})
