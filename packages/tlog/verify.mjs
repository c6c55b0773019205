#!/usr/bin/env node
// Checks an exported history, or a receipt, against the word of the log and of its witnesses. It asks no server, needs
// nothing but Node 18 or later, and shares no code with the program that wrote the history: read it before you trust it.
// The formats are described in docs/reference/verifiable-log.md.
//
//   node verify.mjs export FOLDER --log KEY [--witness KEY]… [--quorum N] [--since OLDER]
//   node verify.mjs receipt FILE  --log KEY [--witness KEY]… [--quorum N]
//
// FOLDER has events.ndjson and checkpoint, and mostly the folder tile. OLDER is a checkpoint that you kept, or a folder
// with one: it shows whether the past was rewritten since. Keys you get from their owners, never from FOLDER. Without
// --quorum all of the witnesses named must have cosigned. Exit code 0: all is well. 1: it is not, or it cannot be said.

import { createHash, createHmac, createPublicKey, createSecretKey, verify as verifyEd25519 } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What is wrong, as a sentence; `position` when it is known which event is the first bad one. */
export class Fault extends Error {
  constructor(sentence, position) {
    super(position === undefined ? sentence : `position ${position}: ${sentence}`)
    this.position = position
  }
}

const fail = (sentence, position) => {
  throw new Fault(sentence, position)
}

// ---- Texts with one spelling -----------------------------------------------------------------------------------------

/** Strict: a lenient decoder would let bytes be changed unseen. */
function base64(text, bytes, what) {
  const decoded = typeof text === 'string' ? Buffer.from(text, 'base64') : Buffer.alloc(0)
  if (decoded.toString('base64') !== text || (bytes && decoded.length !== bytes)) fail(`${what} is not valid base64`)
  return decoded
}

function decimal(text, what) {
  const number = Number(text)
  if (!/^(0|[1-9][0-9]*)$/.test(text) || !Number.isSafeInteger(number)) fail(`${what} is not a number: '${text}'`)
  return number
}

function utf8(bytes, what) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return fail(`${what} is not valid UTF-8`)
  }
}

/** RFC 8785: members sorted, no spaces. JSON.stringify writes numbers and strings as the RFC demands. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) fail('half a character has no canonical form')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(',')}}`
}

// ---- The tree of RFC 6962 --------------------------------------------------------------------------------------------

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hashLeaf = (entry) => sha256(Buffer.of(0), entry)
const hashPair = (left, right) => sha256(Buffer.of(1), left, right)

/** The root over leaf hashes: pair them, carry an odd last one up, until one is left. */
function rootOf(hashes) {
  if (hashes.length === 0) return sha256('')
  let row = hashes
  while (row.length > 1) {
    const above = []
    for (let i = 0; i + 1 < row.length; i += 2) above.push(hashPair(row[i], row[i + 1]))
    if (row.length % 2 === 1) above.push(row[row.length - 1])
    row = above
  }
  return row[0]
}

/** The root that an inclusion proof leads to (RFC 9162, 2.1.3.2), or null when it has the wrong length. */
function rootByProof(index, size, leaf, path) {
  let [node, last, hash] = [index, size - 1, leaf]
  for (const sibling of path) {
    if (last === 0) return null
    if (node % 2 === 1 || node === last) {
      hash = hashPair(sibling, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      hash = hashPair(hash, sibling)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : null
}

// ---- Signed checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature) ----------------------------------------

/** NAME+ID+BASE64, where the base64 is one byte for the kind (1 log, 4 witness) and the 32 bytes of the key. */
function readKey(text, kind) {
  const [, name, id, material] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? fail(`'${text}' is not a key`)
  const typed = base64(material, 33, `the key '${name}'`)
  if (sha256(`${name}\n`, typed).toString('hex').slice(0, 8) !== id) fail(`the key '${name}' and its id do not match`)
  if (typed[0] !== kind) fail(`the key '${name}' is not the key of a ${kind === 1 ? 'log' : 'witness'}`)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') }
  return { name, id, kind, key: createPublicKey({ key: jwk, format: 'jwk' }) }
}

function signs({ key, kind }, text, signature) {
  if (kind === 1) return signature.length === 64 && verifyEd25519(null, Buffer.from(text), key, signature)
  if (signature.length !== 72) return false
  const time = signature.readBigUInt64BE(0)
  // A cosignature without a time vouches for no whole tree.
  if (time === 0n || time > BigInt(Number.MAX_SAFE_INTEGER)) return false
  const stamped = `cosignature/v1\ntime ${time}\n${text}`
  return verifyEd25519(null, Buffer.from(stamped), key, signature.subarray(8))
}

/** Origin, size and root of a checkpoint that the log signed and enough witnesses cosigned. */
function openCheckpoint(note, { log, witnesses = [], quorum }) {
  const known = [readKey(log, 1), ...witnesses.map((witness) => readKey(witness, 4))]
  // A witness with several keys, as while it changes them, counts once.
  const named = [...new Set(known.slice(1).map(({ name }) => name))]
  const needed = quorum ?? named.length
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) fail('the checkpoint is cut off or is none')
  const text = note.slice(0, end + 1)
  const signers = new Set()
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded] =
      /^\u2014 (\S+) (\S+)$/.exec(line) ?? fail(`the checkpoint has a line that is no signature: '${line}'`)
    const bytes = base64(encoded, 0, `the signature of '${name}'`)
    const signer = known.find((key) => key.name === name && key.id === bytes.subarray(0, 4).toString('hex'))
    if (!signer) continue
    if (!signs(signer, text, bytes.subarray(4))) fail(`the signature of '${name}' under the checkpoint is false`)
    signers.add(signer)
  }
  const [origin, size, root, ...rest] = text.slice(0, -1).split('\n')
  if (!signers.has(known[0])) fail(`the log '${known[0].name}' did not sign this checkpoint of '${origin}'`)
  if (origin !== known[0].name) fail(`the checkpoint is of the log '${origin}', not of '${known[0].name}'`)
  const cosigners = named.filter((name) => known.some((key, i) => i > 0 && key.name === name && signers.has(key)))
  if (cosigners.length < needed) {
    const missing = named.filter((name) => !cosigners.includes(name)).join(', ')
    fail(`${cosigners.length} witnesses cosigned the checkpoint and ${needed} must; missing: ${missing}`)
  }
  if (rest.includes('')) fail('the checkpoint has an empty line in its text')
  const checkpoint = {
    origin,
    size: decimal(size, 'the size in the checkpoint'),
    root: base64(root, 32, 'the root in the checkpoint'),
  }
  return { ...checkpoint, ledger: origin.slice(origin.lastIndexOf('/') + 1), cosigners }
}

// ---- Events ----------------------------------------------------------------------------------------------------------

const LEAVES = {
  1: 'commitment,id,ledger,metadata,occurredAt,position,recordedAt,schemaVersion,stream,streamVersion,type,v',
  2: 'commitment,id,keys,ledger,metadata,occurredAt,position,recordedAt,schemaVersion,stream,type,v',
}
const membersOf = (value) =>
  Object.keys(value ?? {})
    .sort()
    .join()

function canonicalObject(text) {
  try {
    const value = JSON.parse(text)
    return canonical(value) === text ? value : null
  } catch {
    return null
  }
}

/** The keys that a payload is sealed with: each sealed text names its person, and begins with the id of the key. */
function keysIn(payload, found = new Set()) {
  if (typeof payload === 'string' && payload.startsWith('sealed:1:')) {
    const end = payload.lastIndexOf(':')
    const id = Buffer.from(payload.slice(end + 1), 'base64url').toString('hex', 0, 6)
    found.add(`${id}:${payload.slice('sealed:1:'.length, end)}`)
  } else if (payload !== null && typeof payload === 'object') {
    for (const value of Object.values(payload)) keysIn(value, found)
  }
  return found
}

/**
 * One event as it is shown, whole or without some of it: {leaf, nonce, payload}; {leaf} where the payload was erased;
 * {leaf, withheld} where only whoever shows it withholds it; {hash} where they withhold all of it. Checks all that can be seen
 * from it alone.
 */
function readEvent(text, position, ledger) {
  const shown = canonicalObject(text) ?? fail('the line is cut off or not in canonical JSON', position)
  const members = membersOf(shown)
  if (members === 'hash') return { is: 'hidden', hash: base64(shown.hash, 32, `position ${position}: the hash`) }
  const is = { leaf: 'erased', 'leaf,withheld': 'withheld', 'leaf,nonce,payload': 'shown' }[members]
  if (!is || (is === 'withheld' && shown.withheld !== true)) fail('the line is not that of an event', position)
  const { leaf, nonce, payload } = shown
  if (membersOf(leaf) !== (LEAVES[leaf?.v] ?? '-')) fail('the event does not have the members of one', position)
  if (leaf.position !== position) fail(`here the event of position ${leaf.position} stands`, position)
  if (leaf.ledger !== ledger) fail(`the event belongs to the ledger '${leaf.ledger}', not to '${ledger}'`, position)
  if (leaf.v === 2 && !(Array.isArray(leaf.keys) && leaf.keys.every((key) => /^[0-9a-f]{12}:./.test(key)))) {
    fail('the event names keys that are none', position)
  }
  if (is === 'shown') {
    const key = Buffer.from(String(nonce), 'base64')
    if (key.toString('base64') !== nonce || key.length !== 32) fail('the nonce is not 32 bytes of base64', position)
    const commitment = createHmac('sha256', createSecretKey(key)).update(canonical(payload)).digest('base64')
    if (commitment !== leaf.commitment) fail('the payload is not the one that the event was recorded with', position)
    if (leaf.v === 2 && canonical([...keysIn(payload)].sort()) !== canonical(leaf.keys)) {
      fail('the event names other keys than those that its payload is sealed with', position)
    }
  }
  return { is, leaf, payload, hash: hashLeaf(Buffer.from(canonical(leaf))) }
}

/** What is not shown, and whether the history accounts for it. */
class Gaps {
  counts = { hidden: 0, withheld: 0, erased: 0, untold: 0 }
  #erased = new Map()
  #destroyed = new Set()

  add({ is, leaf, payload }, position) {
    if (is === 'shown') {
      // Recorded before the keys that it names are destroyed.
      if (leaf.type === 'ErasureKeysNamed') for (const key of payload?.keys ?? []) this.#destroyed.add(key)
    } else if (is !== 'erased') this.counts[is]++
    // Sealed before the log said whose keys a payload depends on.
    else if (leaf.v === 1) this.counts.untold++
    else {
      this.counts.erased++
      const keys = canonical(leaf.keys)
      if (!this.#erased.has(keys)) this.#erased.set(keys, { keys: leaf.keys, position })
    }
  }

  /** Throws for the first payload that is gone although no key of it was destroyed. */
  end() {
    for (const { keys, position } of this.#erased.values()) {
      if (keys.some((key) => this.#destroyed.has(key))) continue
      fail(
        'the payload is not shown as if it were erased, and no erasure that is recorded here names a key of it',
        position,
      )
    }
  }
}

/** The lines of a file of any length, one at a time. */
function* linesOf(path) {
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.alloc(1 << 16)
    let rest = Buffer.alloc(0)
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      rest = Buffer.concat([rest, chunk.subarray(0, read)])
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        yield { bytes: rest.subarray(0, end), whole: true }
        rest = rest.subarray(end + 1)
      }
    }
    if (rest.length > 0) yield { bytes: rest, whole: false }
  } finally {
    closeSync(file)
  }
}

// ---- Tiles (C2SP tlog-tiles) -----------------------------------------------------------------------------------------

function tilePath(level, index, width) {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
  const parts = digits.match(/.../g)
  const name = parts.map((part, i) => (i + 1 < parts.length ? `x${part}` : part)).join('/')
  return `tile/${level}/${name}${width < 256 ? `.p/${width}` : ''}`
}

/** The leaf hashes as the tiles of a folder have them; null when the tiles do not lead to the root and prove nothing. */
function provenHashes(folder, { size, root }) {
  const hashes = []
  for (let index = 0; index * 256 < size; index++) {
    const path = join(folder, tilePath(0, index, Math.min(256, size - index * 256)))
    if (!existsSync(path)) return null
    const bytes = readFileSync(path)
    if (bytes.length !== 32 * Math.min(256, size - index * 256)) return null
    for (let at = 0; at < bytes.length; at += 32) hashes.push(bytes.subarray(at, at + 32))
  }
  return rootOf(hashes).equals(root) ? hashes : null
}

/** Whether the tiles are those of these events. Called when the events themselves are proven. */
function checkTiles(folder, hashes) {
  let row = hashes
  for (let level = 0; row.length > 0; level++) {
    const above = []
    for (let start = 0; start < row.length; start += 256) {
      const part = row.slice(start, start + 256)
      const path = tilePath(level, start / 256, part.length)
      if (!existsSync(join(folder, path))) fail(`${path} is missing`)
      const bytes = readFileSync(join(folder, path))
      const wrong = part.findIndex((hash, i) => !hash.equals(bytes.subarray(i * 32, i * 32 + 32)))
      const position = level === 0 ? start + wrong + 1 : undefined
      if (wrong >= 0) fail(`${path} is changed; the events themselves are those of the checkpoint`, position)
      if (bytes.length !== part.length * 32) fail(`${path} is longer than it should be`)
      if (part.length === 256) above.push(rootOf(part))
    }
    row = above
  }
}

// ---- What is verified ------------------------------------------------------------------------------------------------

/** Throws a Fault, or says in a sentence what was found to be in order. */
export function verifyExport(folder, options) {
  const checkpoint = openCheckpoint(readText(join(folder, 'checkpoint'), 'the checkpoint'), options)
  const { size, ledger, origin, cosigners } = checkpoint
  const older = options.since === undefined ? null : openOlder(options)
  if (older && older.size > size) {
    fail(`the checkpoint is an old one: you hold one of ${older.size} events, and this is of ${size}`)
  }
  const hasTiles = existsSync(join(folder, 'tile'))
  const proven = hasTiles ? provenHashes(folder, checkpoint) : null
  const events = join(folder, 'events.ndjson')
  if (!existsSync(events)) fail(`there is no file ${events}`)

  const hashes = []
  const versions = new Map()
  const gaps = new Gaps()
  let format = 1
  /** The first format says the place of an event in its stream, as well as in the ledger. */
  const checkPlace = ({ v, stream, streamVersion }, position) => {
    if (v < format) fail('an event of the first format stands behind those of the second', position)
    format = v
    if (v !== 1) return
    const expected = (versions.get(stream) ?? 0) + 1
    // What is withheld altogether may have stood in this stream.
    const fits = streamVersion === expected || (gaps.counts.hidden > 0 && streamVersion > expected)
    if (!fits) fail(`'${stream}' should go on with its version ${expected}, not ${streamVersion}`, position)
    versions.set(stream, streamVersion)
  }
  for (const { bytes, whole } of linesOf(events)) {
    const position = hashes.length + 1
    if (!whole) fail('the file is cut off in this line', position)
    if (position > size) fail(`this event is not in the log: the checkpoint speaks of ${size} events`, position)
    const event = readEvent(lineText(bytes, position), position, ledger)
    // Both come before what needs no proof, so that a change is named where it was made and not where it shows.
    if (older?.proven && position <= older.size && !event.hash.equals(older.proven[position - 1])) {
      fail('the event is another than in the history that you kept', position)
    }
    if (proven && !event.hash.equals(proven[position - 1]))
      fail('the event is not the one that was sealed here', position)
    if (event.leaf) checkPlace(event.leaf, position)
    gaps.add(event, position)
    hashes.push(event.hash)
  }
  if (hashes.length < size) fail(`the file ends here, and the checkpoint speaks of ${size} events`, hashes.length + 1)
  if (older && !rootOf(hashes.slice(0, older.size)).equals(older.root)) {
    fail(`the past was rewritten: events 1 to ${older.size} are not those of the checkpoint that you hold`)
  }
  if (!rootOf(hashes).equals(checkpoint.root)) {
    const where =
      older && older.size < size
        ? `${older.size + 1} to ${size}, which came after the one that you hold`
        : `1 to ${size}`
    fail(`these are not the events of the checkpoint: one or more of ${where} were changed`)
  }
  if (hasTiles) checkTiles(folder, hashes)
  gaps.end()
  const { hidden, withheld, erased, untold } = gaps.counts
  const notes = [
    cosigners.length > 0 ? `cosigned by ${cosigners.join(', ')}` : 'not cosigned by any witness that you named',
    hasTiles ? 'tiles agree' : 'no tiles',
    ...(older ? [`nothing before event ${older.size + 1} was changed since the checkpoint that you hold`] : []),
    ...(erased > 0 ? [`${erased} payloads erased, by erasures that are recorded here`] : []),
    ...(untold > 0
      ? [`${untold} payloads of the first format withheld or erased, which of the two it does not tell`]
      : []),
    ...(withheld > 0 ? [`${withheld} payloads withheld by whoever made this, their events proven without them`] : []),
    ...(hidden > 0 ? [`${hidden} events withheld altogether, only their places proven`] : []),
  ]
  return `${size} events of ${origin} are complete and unchanged; ${notes.join('; ')}`
}

export function verifyReceipt(file, options) {
  const text = readText(file, 'the receipt')
  const end = text.indexOf('\n\n')
  const [kind, extra = '', index = '', ...path] = text.slice(0, Math.max(end, 0)).split('\n')
  if (kind !== 'c2sp.org/tlog-proof@v1') fail('the file is not a receipt')
  if (!extra.startsWith('extra ') || !index.startsWith('index ')) fail('the receipt does not say of what it is one')
  const { origin, size, root, ledger, cosigners } = openCheckpoint(text.slice(end + 2), options)
  const at = decimal(index.slice(6), 'the index in the receipt')
  const event = readEvent(utf8(base64(extra.slice(6), 0, 'the event in the receipt'), 'the event'), at + 1, ledger)
  const siblings = path.map((line) => base64(line, 32, 'the proof in the receipt'))
  if (at >= size || !rootByProof(at, size, event.hash, siblings)?.equals(root)) {
    fail(`the proof does not lead to the checkpoint of ${size} events`, at + 1)
  }
  if (!event.leaf) fail('the receipt does not hold an event', at + 1)
  const { type, stream, recordedAt } = event.leaf
  const by = cosigners.length > 0 ? `, cosigned by ${cosigners.join(', ')}` : ''
  return `${type} of ${stream}, recorded at ${recordedAt}, is event ${at + 1} of ${origin}${by}`
}

/** The checkpoint that the reader kept. It needs no witnesses: the reader vouches for it. */
function openOlder({ since, log }) {
  const isFolder = existsSync(since) && statSync(since).isDirectory()
  const older = openCheckpoint(readText(isFolder ? join(since, 'checkpoint') : since, 'the older checkpoint'), { log })
  return { ...older, proven: isFolder ? provenHashes(since, older) : null }
}

function readText(path, what) {
  if (!existsSync(path)) fail(`there is no file ${path}`)
  return utf8(readFileSync(path), what)
}

function lineText(bytes, position) {
  try {
    return utf8(bytes, 'the line')
  } catch (fault) {
    return fail(fault.message, position)
  }
}

// ---- The command -----------------------------------------------------------------------------------------------------

const USAGE =
  'usage: node verify.mjs export FOLDER|receipt FILE --log KEY [--witness KEY]… [--quorum N] [--since OLDER]'

function main([what, path, ...rest]) {
  const options = { witnesses: [] }
  for (let i = 0; i < rest.length; i += 2) {
    const [name, value] = [rest[i], rest[i + 1]]
    if (value === undefined) fail(USAGE)
    else if (name === '--log') options.log = value
    else if (name === '--witness') options.witnesses.push(value)
    else if (name === '--quorum') options.quorum = decimal(value, '--quorum')
    else if (name === '--since') options.since = value
    else fail(USAGE)
  }
  if (options.log === undefined || path === undefined) fail(USAGE)
  if (what === 'export') return verifyExport(path, options)
  return what === 'receipt' ? verifyReceipt(path, options) : fail(USAGE)
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(`GOOD: ${main(process.argv.slice(2))}.`)
  } catch (error) {
    console.error(error instanceof Fault ? `BAD: ${error.message}.` : `BAD: this cannot be verified: ${error.message}.`)
    process.exitCode = 1
  }
}
