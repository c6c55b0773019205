import { Fault, type Line, type ReadTile, type ShownHistory, type Trust } from '@kooperacje/verifier'

const ANSWER_MS = 30_000
const MAX_CHECKPOINT = 1_000_000
/** 256 entries of 65535 bytes at most, each behind its length. */
const MAX_TILE = 256 * (65_535 + 2)
const WIDTH = 256

/**
 * A log as its server shows it (C2SP tlog-tiles): checkpoint, hashes, and bundles of entries, which hold no payloads. What
 * the server says is only taken down here; the verifier judges it.
 *
 * @param log the address below which `checkpoint` and `tile/` are
 * @param trusted the checkpoint is the newest that so many witnesses have cosigned
 * @param apiKey for bundles of entries, which not everybody may read
 */
export async function readServer(log: string, apiKey: string | undefined, { quorum }: Trust): Promise<ShownHistory> {
  const checkpoint = await get(`${log}/checkpoint${quorum > 0 ? `?witnesses=${quorum}` : ''}`, apiKey, MAX_CHECKPOINT)
  if (!checkpoint) throw new Fault(`${log} shows no checkpoint: nothing is sealed, or there is no such ledger`)
  const note = checkpoint.toString('utf8')
  const size = Number(note.split('\n')[1])
  const tile: ReadTile = (path) => get(`${log}/${path}`, apiKey, MAX_TILE)
  return { checkpoint: note, lines: linesOf(tile, size), tile }
}

async function* linesOf(tile: ReadTile, size: number): AsyncGenerator<Line> {
  for (let first = 0; first < size; first += WIDTH) {
    const width = Math.min(WIDTH, size - first)
    const path = `tile/entries/${indexPath(first / WIDTH)}${width < WIDTH ? `.p/${width}` : ''}`
    const bundle = await tile(path)
    if (!bundle) throw new Fault(`the server does not show ${path}`, first + 1)
    for (const entry of entriesOf(bundle, first, width)) {
      yield { bytes: Buffer.concat([Buffer.from('{"leaf":'), entry, Buffer.from(',"withheld":true}')]), whole: true }
    }
  }
}

/** 1234067 is x001/x234/067. */
function indexPath(index: number): string {
  const parts = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    parts.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  }
  return parts.join('/')
}

function* entriesOf(bundle: Uint8Array, before: number, width: number): Generator<Uint8Array> {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength)
  let position = before
  for (let at = 0; at < bundle.length; ) {
    position++
    if (position > before + width) throw new Fault('the bundle has more entries than it is of', position)
    const end = at + 2 + (at + 2 <= bundle.length ? view.getUint16(at) : 0)
    if (at + 2 > bundle.length || end > bundle.length)
      throw new Fault('the bundle of entries is cut off here', position)
    yield bundle.subarray(at + 2, end)
    at = end
  }
}

/** The body of an answer, no longer than it can be; null when there is nothing at this address. */
export async function get(url: string, apiKey: string | undefined, most: number): Promise<Buffer | null> {
  const headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' }).catch(
    (error) => {
      throw new Fault(`${new URL(url).origin} does not answer (${String((error as Error).cause ?? error)})`)
    },
  )
  if (answer.status === 404) return null
  if (answer.status === 401 || answer.status === 403) {
    throw new Fault(`${url} is refused (${answer.status}): set KOOP_API_KEY to a key that may read entries of the log`)
  }
  if (answer.status === 409) throw new Fault(`${url} is not there yet: not so much is sealed, or cosigned by so many`)
  if (!answer.ok) throw new Fault(`${url} answers ${answer.status}`)
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of answer.body ?? []) {
    length += piece.length
    if (length > most) throw new Fault(`${url} answers with more than there can be`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
