import { resolve } from 'node:path'
import { z } from 'zod'

const database = z.string().regex(/^postgres(ql)?:\/\/./, 'must be a URL that begins with postgres://')

const Settings = z.object({
  DATABASE_URL: database.optional(),
  DATABASE_MIGRATION_URL: database.optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/./, 'must be a URL that begins with redis://')
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d+$/, 'must be a number from 1 to 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'must be a number from 1 to 65535')
    .default(3000),
  KOOP_MASTER_KEY: z
    .string()
    .refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64 (openssl rand -base64 32)')
    .optional(),
  KOOP_LOG_KEY: z
    .string()
    .refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64 (koop log create-key)')
    .optional(),
  KOOP_DATA: z.string().default('.data'),
  KOOP_DEMO: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/./, 'must be a URL that begins with smtp://')
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
})

export interface LaunchSettings {
  /** Undefined: run the embedded server. */
  readonly database: { readonly serviceUrl: string; readonly ownerUrl: string } | undefined
  readonly redisUrl: string | undefined
  readonly host: string
  readonly port: number
  /** Undefined: the one kept in the data folder, made at the first start. */
  readonly masterKey: string | undefined
  /** Undefined: likewise. */
  readonly logKey: string | undefined
  readonly dataDirectory: string
  /**
   * Whether an empty store is filled with the demo. Its log-ins have passwords that are printed, so a database
   * that somebody brought gets them only when asked for; our own gets them unless told not to.
   */
  readonly demo: boolean
  readonly debug: boolean
}

/** All faults at once: nobody should have to start once per mistake. Empty counts as not set. */
export function readSettings(environment: NodeJS.ProcessEnv): LaunchSettings | { readonly faults: readonly string[] } {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Settings.safeParse(present)
  const faults = read.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}.`) ?? []
  if (present.DATABASE_MIGRATION_URL && !present.DATABASE_URL)
    faults.push('DATABASE_MIGRATION_URL is set but DATABASE_URL is not: set both, or neither for the embedded server.')
  if (!read.success || faults.length > 0) return { faults }
  const values = read.data
  return {
    database: values.DATABASE_URL
      ? { serviceUrl: values.DATABASE_URL, ownerUrl: values.DATABASE_MIGRATION_URL ?? values.DATABASE_URL }
      : undefined,
    redisUrl: values.REDIS_URL,
    host: values.HOST,
    port: values.PORT,
    masterKey: values.KOOP_MASTER_KEY,
    logKey: values.KOOP_LOG_KEY,
    dataDirectory: resolve(values.KOOP_DATA),
    demo: values.KOOP_DEMO ? values.KOOP_DEMO === 'on' : values.DATABASE_URL === undefined,
    debug: values.LOG_LEVEL === 'debug' || values.LOG_LEVEL === 'trace',
  }
}
