import { TILE_WIDTH } from './path.ts'

const MAX_ENTRY_BYTES = 65_535

/** C2SP tlog-tiles: every entry behind its length in two bytes. Longer entries have no place in a tiled log. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0 || entries.length > TILE_WIDTH) {
    throw new Error(`a bundle has 1 to ${TILE_WIDTH} entries, not ${entries.length}`)
  }
  return Buffer.concat(entries.flatMap((entry) => [lengthOf(entry), entry]))
}

/** The entries, or null when the bytes are not exactly `width` of them. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + 2 > bytes.length) return null
    const end = at + 2 + view.getUint16(at)
    if (end > bytes.length) return null
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries.length === width ? entries : null
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  if (length > MAX_ENTRY_BYTES) throw new Error(`an entry of a log has at most ${MAX_ENTRY_BYTES} bytes, not ${length}`)
  return Buffer.of(length >> 8, length & 0xff)
}
