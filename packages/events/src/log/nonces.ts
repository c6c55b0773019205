import { createHmac, type KeyObject } from 'node:crypto'
import type { LedgerSecrets } from '../vault/ledger-secrets.ts'
import { mapSealed, parseSealed, SEALED_MARK, sealedKeyId, type Vault } from '../vault/vault.ts'

/** An event, and which keys its nonce is made with; null: it was made by chance and is gone. */
export interface NonceOf {
  readonly eventId: string
  readonly nonceKeys: readonly string[] | null
}

/**
 * Whose keys the nonce of an event is made with: those of everybody who is sealed in its payload, each as
 * `<key id>:<subject>`; none when nobody is. Forgetting one person erases the link for the whole payload, also where it
 * speaks of others: it speaks of that person too.
 */
export function nonceKeysOf(payload: string): string[] {
  if (!payload.includes(SEALED_MARK)) return []
  const keys = new Set<string>()
  mapSealed(JSON.parse(payload), (text) => {
    const sealed = parseSealed(text)
    if (sealed) keys.add(`${sealedKeyId(sealed.bytes)}:${sealed.subject}`)
    return text
  })
  return [...keys].sort()
}

/** Makes nonces again, for as long as the keys are there. They are never stored. */
export class Nonces {
  readonly #vault: Vault
  readonly #secrets: LedgerSecrets

  constructor(vault: Vault, secrets: LedgerSecrets) {
    this.#vault = vault
    this.#secrets = secrets
  }

  /** In the order of the events; null where a key that is needed was destroyed. One question for the keys of all. */
  async of(ledger: string, events: readonly NonceOf[]): Promise<(Buffer | null)[]> {
    const subjects = new Set(events.flatMap(({ nonceKeys }) => nonceKeys ?? []).map(subjectOf))
    const keys = subjects.size > 0 ? await this.#vault.subjectKeys(ledger, subjects) : new Map()
    const ownSecret = events.some(({ nonceKeys }) => nonceKeys?.length === 0) ? await this.#secrets.of(ledger) : null
    return events.map(({ eventId, nonceKeys }) => {
      if (nonceKeys === null) return null
      if (nonceKeys.length === 0) return ownSecret && nonce(eventId, [ownSecret])
      const found: KeyObject[] = []
      for (const name of nonceKeys) {
        const key = keys.get(subjectOf(name))
        // Somebody who was forgotten and came back has another key: what was bound to the first stays unbound.
        if (!key || key.id.toString('hex') !== name.slice(0, name.indexOf(':'))) return null
        found.push(key.key)
      }
      return nonce(eventId, found)
    })
  }
}

const subjectOf = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Each key is needed: the result under one is the message for the next. */
function nonce(eventId: string, keys: readonly KeyObject[]): Buffer {
  return keys.reduce(
    (message, key) => createHmac('sha256', key).update(message).digest(),
    Buffer.from(`log nonce 1\u0000${eventId}`),
  )
}
