import { expect, it } from 'vitest'
import { checkDatabase, withoutPassword } from './checks.ts'

it('asks for a newer PostgreSQL where the server is too old', async () => {
  const old = checkDatabase('DATABASE_URL', 'postgres://me:secret@db.example/koop', async () => ({ version: 140_011 }))
  await expect(old).rejects.toThrow(
    'DATABASE_URL (postgres://me@db.example/koop) is PostgreSQL 14: use 15 or newer, or unset it for the embedded server.',
  )
})

it('takes 15 and newer', async () => {
  await checkDatabase('DATABASE_URL', 'postgres://db.example/koop', async () => ({ version: 150_000 }))
  await checkDatabase('DATABASE_URL', 'postgres://db.example/koop', async () => ({ version: 180_004 }))
})

it('never shows a password', () => {
  expect(withoutPassword('redis://user:secret@host:6379/1')).toBe('redis://user@host:6379/1')
})
