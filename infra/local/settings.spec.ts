import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readSettings } from './settings.ts'

it('needs nothing', () => {
  expect(readSettings({})).toEqual({
    database: undefined,
    redisUrl: undefined,
    host: '127.0.0.1',
    port: 3000,
    masterKey: undefined,
    logKey: undefined,
    dataDirectory: resolve('.data'),
    demo: true,
    debug: false,
  })
})

it('names all faults at once', () => {
  const read = readSettings({
    DATABASE_URL: 'mysql://x',
    DATABASE_MIGRATION_URL: 'y',
    REDIS_URL: 'localhost',
    PORT: '70000',
    KOOP_MASTER_KEY: 'c2hvcnQ=',
    KOOP_LOG_KEY: 'c2hvcnQ=',
    KOOP_DEMO: 'yes',
    LOG_LEVEL: 'loud',
    SMTP_URL: 'mail',
  })
  expect('faults' in read && read.faults.map((fault) => fault.split(' ')[0])).toEqual([
    'DATABASE_URL',
    'DATABASE_MIGRATION_URL',
    'REDIS_URL',
    'PORT',
    'KOOP_MASTER_KEY',
    'KOOP_LOG_KEY',
    'KOOP_DEMO',
    'SMTP_URL',
    'LOG_LEVEL',
  ])
})

it('takes an empty variable for one that is not set', () => {
  expect(readSettings({ DATABASE_URL: '', PORT: '' })).toMatchObject({ database: undefined, port: 3000 })
})

it('migrates with the log-in of the services where no other is named', () => {
  const DATABASE_URL = 'postgres://app@db/koop'
  expect(readSettings({ DATABASE_URL })).toMatchObject({
    database: { serviceUrl: DATABASE_URL, ownerUrl: DATABASE_URL },
  })
  expect(readSettings({ DATABASE_URL, DATABASE_MIGRATION_URL: 'postgres://owner@db/koop' })).toMatchObject({
    database: { serviceUrl: DATABASE_URL, ownerUrl: 'postgres://owner@db/koop' },
  })
  expect(readSettings({ DATABASE_MIGRATION_URL: DATABASE_URL })).toHaveProperty('faults')
})

it('puts demo log-ins into a database of your own only when asked to', () => {
  expect(readSettings({ DATABASE_URL: 'postgres://db/koop' })).toMatchObject({ demo: false })
  expect(readSettings({ DATABASE_URL: 'postgres://db/koop', KOOP_DEMO: 'on' })).toMatchObject({ demo: true })
  expect(readSettings({ KOOP_DEMO: 'off' })).toMatchObject({ demo: false })
})
