import { createHmac, type KeyObject } from 'node:crypto'

export const KEY_ID_BYTES = 6

/**
 * Names a person's key without telling it. It stands before what is sealed under the key, and before the wrapped key itself: whoever
 * destroys a key has no master key to open it with, and must say which one it was.
 */
export const keyIdOf = (key: KeyObject): Buffer =>
  createHmac('sha256', key).update('key id').digest().subarray(0, KEY_ID_BYTES)
