import { ApiKeys, Users } from '@kooperacje/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, type Town } from '../testing/town.ts'

describe('koop keys and koop users', () => {
  let town: Town
  const run = (...args: string[]) => koop(args, town.environment)
  const partner = ['--role', 'PARTNER', '--ledger', LEDGER, '--institution', 'kpp']

  beforeAll(async () => {
    town = await foundTown()
  })
  afterAll(() => town?.close())

  it('keys create prints a key that opens the API, alone on standard output', async () => {
    const { code, lines, err } = await run('keys', 'create', ...partner, '--ledger', '0402', '--label', 'police system')
    expect(code).toBe(0)
    const [key = '', ...rest] = lines
    expect(rest).toEqual([])
    expect(err).toBe(`The key is shown this once; its id is ${key.split('_')[1]}.\n`)
    expect(await new ApiKeys(town.pool).verify(key)).toEqual({
      actorId: `key:${key.split('_')[1]}`,
      role: 'PARTNER',
      institutionId: 'kpp',
      ledgers: [LEDGER, '0402'],
    })
  })

  it('keys list shows what keys may do, never the keys', async () => {
    const made = JSON.parse(
      (await run('keys', 'create', '--role', 'OBSERVER', '--ledger', LEDGER, '--label', 'x', '--json')).out,
    )
    const listed = await run('keys', 'list')
    expect(listed.lines[0]).toMatch(/^ID +STATE +ROLE +INSTITUTION +LEDGERS +CREATED +LABEL$/)
    expect(listed.lines[1]).toMatch(/valid {2,}PARTNER +kpp +2416021,0402 +\d{4}-\d\d-\d\d +police system$/)
    expect(listed.out).toContain(made.id)
    expect(listed.out).not.toContain(made.key.slice(`koop_${made.id}_`.length))
    expect(JSON.parse((await run('keys', 'list', '--json')).out).keys).toContainEqual(
      expect.objectContaining({ id: made.id, state: 'valid', role: 'OBSERVER', institution: null, ledgers: [LEDGER] }),
    )
  })

  it('keys revoke ends a key, once', async () => {
    const { id, key } = JSON.parse((await run('keys', 'create', ...partner, '--label', 'lost', '--json')).out)
    expect(await run('keys', 'revoke', id)).toMatchObject({ code: 0, out: `${id} (lost) is revoked.\n` })
    expect(await new ApiKeys(town.pool).verify(key)).toBeNull()
    expect((await run('keys', 'list')).out).toMatch(new RegExp(`^${id} +revoked`, 'm'))
    expect(await run('keys', 'revoke', id)).toMatchObject({ code: 1, err: `koop: the key ${id} was revoked before\n` })
    expect(await run('keys', 'revoke', '000000000000')).toMatchObject({
      code: 1,
      err: 'koop: there is no key 000000000000\n',
    })
  })

  it('users create draws a password and prints it once', async () => {
    const leader = ['--role', 'LEADER', '--ledger', LEDGER, '--institution', 'mops']
    const { code, lines } = await run('users', 'create', '--login', 'kierownik', ...leader)
    expect(code).toBe(0)
    const users = new Users(town.pool)
    const session = await users.logIn('kierownik', lines[0] ?? '')
    expect(await users.verify(session ?? '')).toEqual({
      actorId: 'kierownik',
      role: 'LEADER',
      institutionId: 'mops',
      ledgers: [LEDGER],
    })
    expect(await run('users', 'create', '--login', 'kierownik', ...leader)).toMatchObject({
      code: 1,
      out: '',
      err: 'koop: the log-in kierownik is taken\n',
    })
  })

  it('users create takes a password from standard input, without the end of its line', async () => {
    const create = (login: string, input: string) =>
      koop(
        [
          'users',
          'create',
          '--login',
          login,
          '--role',
          'OBSERVER',
          '--ledger',
          LEDGER,
          '--actor',
          'expert-1',
          '--password-stdin',
        ],
        town.environment,
        input,
      )
    expect(await create('ekspert', 'zażółć gęślą jaźń\n')).toMatchObject({
      code: 0,
      out: '',
      err: 'ekspert can log in.\n',
    })
    expect(await new Users(town.pool).logIn('ekspert', 'zażółć gęślą jaźń')).not.toBeNull()
    for (const bad of ['', 'short', 'two lines of\ntext', 'x'.repeat(201)]) {
      const { code, err } = await create('nikt', bad)
      expect(code).toBe(1)
      expect(err).toMatch(/^koop: the password on standard input must be one line of 12 to 200 characters, not /)
    }
  })

  it.each([
    [
      ['keys', 'create', '--role', 'PARTNER', '--ledger', LEDGER, '--label', 'x'],
      'koop: keys create: --institution ID is missing',
    ],
    [
      ['keys', 'create', '--role', 'ADMIN', '--ledger', LEDGER, '--label', 'x'],
      'koop: keys create: --role must be LEADER, ',
    ],
    [
      ['keys', 'create', '--role', 'LEADER', '--label', ' '],
      "koop: keys create: --ledger LEDGER is missing; --label must be a text, not ' '",
    ],
    [['keys', 'revoke'], 'koop: keys revoke: ID is missing'],
    [
      ['users', 'create', '--login', 'a', '--role', 'LEADER', '--ledger', LEDGER, '--password', 'x'],
      'koop: users create: there is no option --password',
    ],
  ])('%j is wrong usage: %s', async (args, beginning) => {
    const outcome = await run(...args)
    expect(outcome).toMatchObject({ code: 2, out: '' })
    expect(outcome.err.startsWith(beginning)).toBe(true)
  })
})
