import { isIP } from 'node:net'
import { MasterKeys } from '@kooperacje/events'
import { z } from 'zod'

const Settings = z.object({
  DATABASE_URL: z
    .string({ error: 'is required: the URL of a PostgreSQL 15 or newer' })
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis://')
    .optional(),
  KOOP_MASTER_KEY: z
    .string({ error: 'is required: 32 random bytes in base64 (openssl rand -base64 32)' })
    .refine(
      (text) => Buffer.from(text, 'base64').length === 32,
      'must be 32 bytes in base64 (openssl rand -base64 32)',
    ),
  KOOP_MASTER_KEYS_OLD: z
    .string()
    .refine(
      (list) => list.split(',').every((key) => Buffer.from(key, 'base64').length === 32),
      'must be keys of 32 bytes in base64, with commas between them',
    )
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(3000),
  TRUSTED_PROXIES: z
    .string()
    .refine(
      (list) => list.split(',').every(isNetwork),
      'must be IP addresses or ranges (10.0.0.0/8), with commas between them',
    )
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  KOOP_DEMO: z.enum(['on', 'off']).default('off'),
})

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.trim().split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return most > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
}

export interface ApiSettings {
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  readonly masterKey: MasterKeys
  readonly host: string
  readonly port: number
  /** Whom to believe about the address of a caller. */
  readonly trustedProxies: string | undefined
  readonly logLevel: string
  /** Shows where the demo's log-ins are to be found. */
  readonly demo: boolean
}

/** All faults at once: an operator should not have to start the server once per mistake. */
export function readSettings(environment: NodeJS.ProcessEnv): ApiSettings | { faults: string[] } {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = Settings.safeParse(present)
  if (!result.success) {
    return { faults: result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) }
  }
  const { DATABASE_URL, REDIS_URL, KOOP_MASTER_KEY, KOOP_MASTER_KEYS_OLD, ...others } = result.data
  const { HOST, PORT, TRUSTED_PROXIES, LOG_LEVEL, KOOP_DEMO } = others
  return {
    databaseUrl: DATABASE_URL,
    redisUrl: REDIS_URL,
    masterKey: MasterKeys.of(KOOP_MASTER_KEY, KOOP_MASTER_KEYS_OLD),
    host: HOST,
    port: PORT,
    trustedProxies: TRUSTED_PROXIES?.split(',')
      .map((each) => each.trim())
      .join(','),
    logLevel: LOG_LEVEL,
    demo: KOOP_DEMO === 'on',
  }
}
