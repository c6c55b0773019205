import { describe, expect, it } from 'vitest'
import { memorySubjectKeys } from './memory-keys.ts'
import { type SubjectKey, type SubjectKeyStore, Vault } from './vault.ts'

const MASTER = Buffer.alloc(32, 1)
const place = { ledger: 'l', eventId: 'e', stream: 's/1', type: 'T', path: 'name' }

/** Counts the questions to the store below. */
function counted(keys: SubjectKeyStore) {
  const asked = { load: 0 }
  const counting: SubjectKeyStore = {
    ...keys,
    async load(...all) {
      asked.load++
      return keys.load(...all)
    },
  }
  return { asked, counting }
}

describe('the vault', () => {
  it('gives a person a key when asked to, and only then', async () => {
    const vault = new Vault(memorySubjectKeys(), MASTER)
    expect((await vault.subjectKeys('l', ['p'])).size).toBe(0)
    const made = await vault.subjectKeys('l', ['p'], { create: true })
    expect(await vault.subjectKeys('l', ['p'])).toEqual(made)
    expect((await vault.subjectKeys('m', ['p'])).size).toBe(0)
  })

  it('remembers keys, a bounded number of them, for a bounded time', async () => {
    const { asked, counting } = counted(memorySubjectKeys())
    const vault = new Vault(counting, MASTER, { maxCached: 2, keyTtlMs: 1000 })
    await vault.subjectKeys('l', ['a', 'b', 'c'], { create: true })
    const loads = asked.load
    await vault.subjectKeys('l', ['b', 'c'])
    expect(asked.load).toBe(loads)
    await vault.subjectKeys('l', ['a'])
    expect(asked.load).toBe(loads + 1)

    const forgetful = new Vault(counting, MASTER, { keyTtlMs: 0 })
    await forgetful.subjectKeys('l', ['a'])
    await forgetful.subjectKeys('l', ['a'])
    expect(asked.load).toBe(loads + 3)
  })

  it('ends with one key when two meet a new person at the same moment', async () => {
    const keys = memorySubjectKeys()
    const both = Promise.withResolvers<void>()
    let loads = 0
    // Both look before either writes.
    const slow: SubjectKeyStore = {
      ...keys,
      async load(...all) {
        const found = await keys.load(...all)
        if (++loads === 2) both.resolve()
        if (loads <= 2) await both.promise
        return found
      },
    }
    const [one, other] = await Promise.all(
      [new Vault(slow, MASTER), new Vault(slow, MASTER)].map((vault) =>
        vault.subjectKeys('l', ['p'], { create: true }),
      ),
    )
    expect(one?.get('p')).toEqual(other?.get('p'))
    expect(loads).toBe(3)
  })

  it('forgets a person at once, also in memory', async () => {
    const vault = new Vault(memorySubjectKeys(), MASTER)
    const keys = await vault.subjectKeys('l', ['p'], { create: true })
    const sealed = vault.seal('Wanda', 'p', keys.get('p') as SubjectKey, place)
    expect(vault.open(sealed, await vault.subjectKeys('l', ['p']), place)).toBe('Wanda')
    expect(await vault.forget('l', 'p')).toBe(true)
    expect(vault.open(sealed, await vault.subjectKeys('l', ['p']), place)).toBeNull()
    expect(await vault.forget('l', 'p')).toBe(false)
  })

  it('seals whatever JSON can say', async () => {
    const vault = new Vault(memorySubjectKeys(), MASTER)
    const keys = await vault.subjectKeys('l', ['a:b:c'], { create: true })
    for (const value of ['ą', 5, true, ['x'], { y: { z: 1 } }, '']) {
      const sealed = vault.seal(value, 'a:b:c', keys.get('a:b:c') as SubjectKey, place)
      expect(vault.open(sealed, keys, place)).toEqual(value)
    }
  })

  it('says whose master key is missing instead of failing at some byte', async () => {
    const keys = memorySubjectKeys()
    await new Vault(keys, MASTER).subjectKeys('l', ['p'], { create: true })
    const other = new Vault(keys, Buffer.alloc(32, 2))
    await expect(other.subjectKeys('l', ['p'])).rejects.toThrow(
      /wrapped by master key [0-9a-f]{16}, not by ours.* KOOP_MASTER_KEYS_OLD/,
    )
  })

  it('takes no master key of another length', () => {
    expect(() => new Vault(memorySubjectKeys(), Buffer.alloc(16))).toThrow('32 bytes')
  })
})
