import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testKey } from '../testing/keys.ts'
import {
  formatSignerKey,
  formatVerifierKey,
  parseSignerKey,
  parseVerifierKey,
  signerKey,
  type VerifierKey,
} from './key.ts'
import { formatNote, parseNote } from './note.ts'
import { openNote } from './open.ts'
import { signText } from './sign.ts'

function vkey(text: string): VerifierKey {
  const key = parseVerifierKey(text)
  if (!key.ok) throw new Error(key.refusal.reason)
  return key.value
}

/** From the specification, and from golang.org/x/mod/sumdb/note, where the format comes from. */
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const EXAMPLE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
const PETER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PETER_PRIVATE_KEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const PETER = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
const POEM = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`

describe('the published notes', () => {
  it.each([
    ['signed-note', EXAMPLE_KEY, EXAMPLE],
    ['sumdb/note', PETER_KEY, PETER],
  ])('%s verifies, and its key is written as it was read', (_, key, note) => {
    const opened = openNote(note, [vkey(key)])
    expect(opened.ok && opened.value.text).toBe(note.slice(0, note.lastIndexOf('\n\n') + 1))
    expect(formatVerifierKey(vkey(key))).toBe(key)
  })

  it('sumdb/note is signed again as it was: Ed25519 has one signature for one text', () => {
    const parsed = parseSignerKey(PETER_PRIVATE_KEY)
    if (!parsed.ok) throw new Error(parsed.refusal.reason)
    const key = parsed.value
    expect(formatSignerKey(key)).toBe(PETER_PRIVATE_KEY)
    const text = PETER.slice(0, PETER.lastIndexOf('\n\n') + 1)
    expect(formatVerifierKey(key)).toBe(PETER_KEY)
    expect(formatNote({ text, signatures: [signText(key, text)] })).toBe(PETER)
  })

  it('a text with an empty line in it ends at the last one', () => {
    const poem = parseNote(POEM)
    expect(poem.ok && poem.value.text).toBe(POEM.slice(0, POEM.lastIndexOf('\n\n') + 1))
    expect(poem.ok && poem.value.signatures.map(({ name, id }) => [name, id])).toEqual([
      ['quasimodo.example/salvatore', '367ba04b'],
    ])
  })
})

describe('a note is refused', () => {
  const [text, line] = ['Text.\n', EXAMPLE.slice(EXAMPLE.indexOf('—'))]

  it.each<[string, string]>([
    ['without signatures', `${text}\n`],
    ['without an empty line', `${text}${line}`],
    ['without the end of its last line', `${text}\n${line.slice(0, -1)}`],
    ['with a carriage return', `Text.\r\n\n${line}`],
    ['with a tabulator', `Te\txt.\n\n${line}`],
    ['with half a character', `Text\ud800.\n\n${line}`],
    ['with a hyphen for the dash', `${text}\n${line.replace('—', '-')}`],
    ['with two spaces', `${text}\n${line.replace('foo ', 'foo  ')}`],
    ['with something behind the signature', `${text}\n${line.replace('\n', ' \n')}`],
    ['with a plus in a name', `${text}\n${line.replace('foo', 'f+o')}`],
    ['with a space of another script in a name', `${text}\n${line.replace('foo', 'f\u2003o')}`],
    ['with a nameless signature', `${text}\n${line.replace('example.com/foo', '')}`],
    ['with base64 without padding', `${text}\n${line.replace('=', '')}`],
    ['with bits behind the base64', `${text}\n${line.replace('M=', 'N=')}`],
    ['with a signature of the key id alone', `${text}\n— a AAAAAA==\n`],
    ['with more signatures than anybody needs', `${text}\n${line.repeat(101)}`],
    ['with more text than anybody needs', `${'x'.repeat(1_000_000)}\n\n${line}`],
  ])('%s', (_, note) => {
    const parsed = parseNote(note)
    expect(!parsed.ok && parsed.refusal.code).toBe('malformed-note')
  })
})

describe('a note is believed', () => {
  const [ann, bob, eve] = [testKey('ann.example'), testKey('bob.example'), testKey('eve.example')]
  const text = 'What was agreed.\n'
  const signed = (...keys: (typeof ann)[]) => formatNote({ text, signatures: keys.map((key) => signText(key, text)) })

  it('when one known key signed it, whoever else did', () => {
    const opened = openNote(signed(eve, bob, ann), [ann, bob])
    expect(opened.ok && opened.value.verified.map(({ key }) => key.name)).toEqual(['bob.example', 'ann.example'])
  })

  it('never on the word of unknown keys alone, nor of one with the name of a known key', () => {
    const falseAnn = signerKey('ann.example', 'note', Buffer.alloc(32, 1))
    for (const note of [signed(eve), signed(falseAnn)]) {
      const opened = openNote(note, [ann, bob])
      expect(!opened.ok && opened.refusal.code).toBe('no-signature')
    }
  })

  it('never when a known key is named for what it did not sign, even beside a good signature', () => {
    const other = signText(ann, 'What was not agreed.\n')
    const opened = openNote(formatNote({ text, signatures: [signText(bob, text), other] }), [ann, bob])
    expect(!opened.ok && opened.refusal.code).toBe('bad-signature')
  })

  it('counts a key that signed twice once', () => {
    const opened = openNote(signed(ann, ann), [ann])
    expect(opened.ok && opened.value.verified).toHaveLength(1)
  })

  it('no more when one character of text, name, key id or signature is another', () => {
    const note = signed(ann)
    assert(
      property(integer({ min: 0, max: note.length - 1 }), integer({ min: 1, max: 127 }), (at, by) => {
        const code = note.charCodeAt(at) ^ by
        return !openNote(note.slice(0, at) + String.fromCharCode(code) + note.slice(at + 1), [ann]).ok
      }),
      { numRuns: 500 },
    )
  })
})

describe('a verifier key is refused', () => {
  it.each([
    ['with another id', EXAMPLE_KEY.replace('530d903a', '530d903b')],
    ['with another name', EXAMPLE_KEY.replace('foo', 'fool')],
    ['with an id in capitals', PETER_KEY.replace('c74f20a3', 'C74F20A3')],
    ['of a kind that we do not know', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['of another length', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['without a name', EXAMPLE_KEY.replace('example.com/foo', '')],
    ['with a space in its name', EXAMPLE_KEY.replace('/', ' ')],
    ['that is none', 'example.com/foo'],
  ])('%s', (_, text) => expect(!parseVerifierKey(text).ok).toBe(true))

  it('and one that cannot be named is not made', () => {
    expect(() => signerKey('two words', 'note', Buffer.alloc(32))).toThrow('cannot be the name of a key')
    expect(() => signerKey('ann', 'note', Buffer.alloc(31))).toThrow('has 32 bytes, not 31')
  })
})

describe('a private key', () => {
  const key = formatSignerKey(testKey('police.example', 'cosignature'))

  it('of a witness is read as it was written', () => {
    const read = parseSignerKey(key)
    expect(read.ok && { ...read.value, publicKey: 0, privateKey: 0 }).toMatchObject({
      name: 'police.example',
      type: 'cosignature',
    })
    expect(read.ok && formatSignerKey(read.value)).toBe(key)
  })

  it('may have a plus in its base64', () => {
    for (let i = 0; i < 64; i++) {
      const text = formatSignerKey(signerKey('a', 'note', Buffer.alloc(32, `+${i}`)))
      expect(parseSignerKey(text).ok).toBe(true)
    }
    expect(parseSignerKey(formatSignerKey(signerKey('a', 'note', Buffer.alloc(32, 0xfb)))).ok).toBe(true)
  })

  it.each([
    ['cut off', key.slice(0, -1)],
    ['of another name', key.replace('police', 'school')],
    ['with another seed', key.replace(/.{4}$/, 'AAAA')],
    ['that is a public one', formatVerifierKey(testKey('police.example', 'cosignature'))],
    ['with the end of its line', `${key}\n`],
  ])('%s is refused, and not repeated', (_, text) => {
    const read = parseSignerKey(text)
    expect(!read.ok && read.refusal.code).toBe('malformed-key')
    expect(!read.ok && read.refusal.reason).not.toContain(text.slice(-20).trim())
  })
})
