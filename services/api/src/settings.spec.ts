import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

describe('the settings of the API', () => {
  const needed = { DATABASE_URL: 'postgres://koop@db/koop', KOOP_MASTER_KEY: Buffer.alloc(32).toString('base64') }

  it('believe no proxy unless told which', () => {
    expect(readSettings(needed)).toMatchObject({ trustedProxies: undefined })
    const settings = readSettings({ ...needed, TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1,::1,fd00::/8' })
    expect(settings).toMatchObject({ trustedProxies: '10.0.0.0/8,127.0.0.1,::1,fd00::/8' })
  })

  it.each(['everybody', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0/8', '127.0.0.1,', '::1/129'])(
    'refuse what names no network: %s',
    (TRUSTED_PROXIES) => {
      expect(readSettings({ ...needed, TRUSTED_PROXIES })).toEqual({
        faults: [expect.stringContaining('TRUSTED_PROXIES must be')],
      })
    },
  )
})
