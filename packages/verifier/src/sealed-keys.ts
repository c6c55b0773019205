import { isObject } from './spelling.ts'

const MARK = 'sealed:1:'
const ID_BYTES = 6

/**
 * The keys that a payload is sealed with, each `<key id>:<subject>`, in order. A sealed text is `sealed:1:<subject>:<bytes>`, and
 * the bytes, in base64url, begin with the id of the key.
 */
export function sealedKeysIn(payload: unknown): string[] {
  const keys = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.startsWith(MARK)) keys.add(keyOf(value))
    } else if (Array.isArray(value)) value.forEach(look)
    else if (isObject(value)) Object.values(value).forEach(look)
  }
  look(payload)
  return [...keys].sort()
}

function keyOf(sealed: string): string {
  const end = sealed.lastIndexOf(':')
  const id = Buffer.from(sealed.slice(end + 1), 'base64url')
    .subarray(0, ID_BYTES)
    .toString('hex')
  return `${id}:${sealed.slice(MARK.length, end)}`
}
