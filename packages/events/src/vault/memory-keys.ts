import type { SubjectKeyStore, WrappedKey } from './vault.ts'

/** Keys for the store in memory. */
export function memorySubjectKeys(): SubjectKeyStore {
  const keys = new Map<string, WrappedKey>()
  return {
    async load(ledger, subjects) {
      const found = new Map<string, WrappedKey>()
      for (const subject of subjects) {
        const key = keys.get(`${ledger}/${subject}`)
        if (key) found.set(subject, key)
      }
      return found
    },
    async create(ledger, fresh) {
      const taken = new Set<string>()
      for (const [subject, key] of fresh) {
        if (keys.has(`${ledger}/${subject}`)) continue
        keys.set(`${ledger}/${subject}`, key)
        taken.add(subject)
      }
      return taken
    },
    async destroy(ledger, subject, only) {
      const name = `${ledger}/${subject}`
      return (only === undefined || keys.get(name)?.wrapped.equals(only) === true) && keys.delete(name)
    },
  }
}
