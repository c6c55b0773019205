import { type LogSigning, logSigning, MasterKeys, ORIGIN_PREFIX } from '@kooperacje/events'
import { z } from 'zod'
import { readWitnesses, type WitnessAddress } from './sealing/witness-list.ts'

const milliseconds = (fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a number of milliseconds')
    .transform(Number)
    .refine((ms) => ms >= 10, 'must be at least 10 milliseconds')
    .default(fallback)

const isSeed = (key: string) => Buffer.from(key, 'base64').length === 32

const Settings = z.object({
  DATABASE_URL: z
    .string({ error: 'is required: the URL of a PostgreSQL 15 or newer' })
    .regex(/^postgres(ql)?:\/\/./, 'must be a URL that begins with postgres://'),
  KOOP_MASTER_KEY: z
    .string({ error: 'is required: 32 random bytes in base64 (openssl rand -base64 32)' })
    .refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64 (openssl rand -base64 32)'),
  KOOP_MASTER_KEYS_OLD: z
    .string()
    .refine(
      (list) => list.split(',').every((key) => Buffer.from(key, 'base64').length === 32),
      'must be keys of 32 bytes in base64, with commas between them',
    )
    .optional(),
  KOOP_LOG_KEY: z
    .string({ error: 'is required: the key that signs the history (koop log create-key)' })
    .refine(isSeed, 'must be 32 bytes in base64 (koop log create-key)'),
  KOOP_LOG_KEYS_OLD: z
    .string()
    .refine((list) => list.split(',').every(isSeed), 'must be keys of 32 bytes in base64, with commas between them')
    .optional(),
  KOOP_LOG_ORIGIN: z
    .string({ error: 'is required: under which name the history is signed, as history.example.pl/ledgers' })
    .regex(ORIGIN_PREFIX, 'must be a name without spaces, plus signs, a scheme and a slash at its end'),
  KOOP_LOG_WITNESSES: z
    .string()
    .transform((text, context) => {
      const witnesses = readWitnesses(text)
      if (typeof witnesses !== 'string') return witnesses
      context.addIssue({ code: 'custom', message: witnesses })
      return z.NEVER
    })
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/./, 'must be a URL that begins with redis://')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/./, 'must be a URL that begins with smtp://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Kooperacje 3D <kooperacje@example.test>'),
  MAIL_FALLBACK: z.email('must be an e-mail address').optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be the http(s) address under which people open the pages' })
    .default('http://127.0.0.1:3000'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  WORKERS_HOST: z.string().default('127.0.0.1'),
  WORKERS_PORT: z
    .string()
    .regex(/^\d+$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number')
    .optional(),
  WORKERS_CONNECTIONS: z
    .string()
    .regex(/^\d+$/, 'must be a number of connections')
    .transform(Number)
    .refine((connections) => connections >= 3, 'must be at least 3')
    .default(10),
  QUERY_TIMEOUT_MS: milliseconds(30_000),
  SWEEP_MS: milliseconds(1000),
  DEADLINES_MS: milliseconds(60_000),
  NOTICE_SETTLE_MS: milliseconds(3_600_000),
  MAIL_MS: milliseconds(2000),
  SEAL_MS: milliseconds(2000),
  LOG_CHECK_MS: milliseconds(10_000),
  WITNESS_MS: milliseconds(5000),
})

export interface WorkerSettings {
  readonly databaseUrl: string
  readonly masterKey: Buffer | MasterKeys
  /** Whose name the history is sealed in. Left out, which only programs can: this process seals nothing. */
  readonly signing?: LogSigning | undefined
  /** Who is asked to cosign. */
  readonly witnesses?: readonly WitnessAddress[] | undefined
  readonly redisUrl?: string | undefined
  readonly redisPrefix?: string | undefined
  /** Left out: mails are kept in the database for a page to show. */
  readonly smtpUrl?: string | undefined
  readonly mailFrom: string
  /** Who gets the mails for which the address book has nobody; left out: they wait until it has. */
  readonly mailFallback?: string | undefined
  /** Where links in mails lead. */
  readonly publicUrl: string
  readonly logLevel: string
  readonly host: string
  /** Of /livez, /readyz and /metrics; left out: none. */
  readonly port?: number | undefined
  readonly connections: number
  readonly queryTimeoutMs: number
  readonly sweepMs: number
  readonly deadlinesMs: number
  /** A fact younger than this may still be corrected, or be answered by paper on its way: nobody is alarmed yet. */
  readonly noticeSettleMs: number
  readonly mailMs: number
  /** Between two rounds of sealing. (Default: 2000) */
  readonly sealMs?: number
  /** Between two looks at a part of what is sealed. (Default: 10,000) */
  readonly logCheckMs?: number
  /** Between two rounds of asking witnesses. (Default: 5000) */
  readonly witnessMs?: number
}

/** All faults at once: nobody should have to start once per mistake. Empty counts as not set. */
export function readSettings(environment: NodeJS.ProcessEnv): WorkerSettings | { readonly faults: readonly string[] } {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Settings.safeParse(present)
  if (!read.success) return { faults: read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`) }
  const values = read.data
  return {
    databaseUrl: values.DATABASE_URL,
    masterKey: MasterKeys.of(values.KOOP_MASTER_KEY, values.KOOP_MASTER_KEYS_OLD),
    signing: logSigning({
      key: values.KOOP_LOG_KEY,
      oldKeys: values.KOOP_LOG_KEYS_OLD,
      originPrefix: values.KOOP_LOG_ORIGIN,
    }),
    witnesses: values.KOOP_LOG_WITNESSES,
    redisUrl: values.REDIS_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    mailFallback: values.MAIL_FALLBACK,
    publicUrl: values.PUBLIC_URL.replace(/\/+$/, ''),
    logLevel: values.LOG_LEVEL,
    host: values.WORKERS_HOST,
    port: values.WORKERS_PORT,
    connections: values.WORKERS_CONNECTIONS,
    queryTimeoutMs: values.QUERY_TIMEOUT_MS,
    sweepMs: values.SWEEP_MS,
    deadlinesMs: values.DEADLINES_MS,
    noticeSettleMs: values.NOTICE_SETTLE_MS,
    mailMs: values.MAIL_MS,
    sealMs: values.SEAL_MS,
    logCheckMs: values.LOG_CHECK_MS,
    witnessMs: values.WITNESS_MS,
  }
}
