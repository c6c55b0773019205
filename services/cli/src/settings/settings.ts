import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MasterKeys } from '@kooperacje/events'
import { Failure } from '../command-line/errors.ts'
import { LOCAL_ORIGIN, type LocalStart, readLocalStart } from './local-start.ts'

/** One value that the CLI runs with, and where it was found. */
export interface Setting {
  readonly name: string
  readonly value: string
  readonly from: string
}

export interface Settings {
  readonly dataDirectory: Setting
  readonly databaseUrl: Setting | undefined
  readonly masterKey: Setting | undefined
  /** Master keys that only still open what they wrapped. */
  readonly oldMasterKeys: Setting | undefined
  readonly redisUrl: Setting | undefined
  /** What the history of ledgers is signed with, and below which name. */
  readonly logKey: Setting | undefined
  readonly logOrigin: Setting | undefined
  /** Every value that is there and wrong, each with what it must be. */
  readonly faults: readonly Fault[]
  /** Why there is no database, as a sentence; empty when there is one. */
  readonly noDatabase: string
}

export interface Fault {
  readonly name: string
  readonly must: string
}

const CLONE = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * The environment first, then what `pnpm start` of this clone keeps in its data folder. Nothing is written and nothing
 * is refused here: a command asks for what it needs, `koop doctor` shows all of it.
 */
export async function findSettings(environment: NodeJS.ProcessEnv): Promise<Settings> {
  const set = (name: string) => environment[name] || undefined
  const dataDirectory: Setting = set('KOOP_DATA')
    ? { name: 'KOOP_DATA', value: resolve(set('KOOP_DATA') ?? ''), from: 'the environment' }
    : { name: 'KOOP_DATA', value: resolve(CLONE, '.data'), from: 'the default' }
  const local = await readLocalStart(dataDirectory.value)
  const found = (name: string, kept?: { value: string; file: string }): Setting | undefined => {
    const value = set(name)
    if (value) return { name, value, from: 'the environment' }
    return kept && { name, value: kept.value, from: kept.file }
  }
  const databaseUrl = found('DATABASE_URL', local.server.is === 'running' ? local.server.url : undefined)
  const masterKey = found('KOOP_MASTER_KEY', local.masterKey)
  const oldMasterKeys = found('KOOP_MASTER_KEYS_OLD')
  const redisUrl = found('REDIS_URL')
  const logKey = found('KOOP_LOG_KEY', local.logKey)
  const logOrigin = found(
    'KOOP_LOG_ORIGIN',
    local.logKey && { value: LOCAL_ORIGIN, file: 'the default of `pnpm start`' },
  )
  const faults = [databaseUrl, masterKey, oldMasterKeys, redisUrl].flatMap((setting) => {
    const must = setting && rules[setting.name]?.(setting.value)
    return must ? [{ name: setting.name, must }] : []
  })
  const noDatabase = databaseUrl ? '' : without(local)
  return { dataDirectory, databaseUrl, masterKey, oldMasterKeys, redisUrl, logKey, logOrigin, faults, noDatabase }
}

/** What is wrong with a value, as the rest of a sentence; null when nothing is. */
const rules: Readonly<Record<string, (value: string) => string | null>> = {
  DATABASE_URL: (value) =>
    /^postgres(ql)?:\/\/./.test(value) && URL.canParse(value) ? null : 'must be a URL that begins with postgres://',
  KOOP_MASTER_KEY: (value) =>
    Buffer.from(value, 'base64').length === 32 ? null : 'must be 32 bytes in base64 (openssl rand -base64 32)',
  KOOP_MASTER_KEYS_OLD: (value) =>
    value.split(',').every((key) => Buffer.from(key, 'base64').length === 32)
      ? null
      : 'must be keys of 32 bytes in base64, with commas between them',
  REDIS_URL: (value) =>
    /^rediss?:\/\/./.test(value) && URL.canParse(value) ? null : 'must be a URL that begins with redis://',
}

function without({ server }: LocalStart): string {
  switch (server.is) {
    case 'unreadable':
      return `DATABASE_URL is not set, and ${server.why}`
    case 'stopped':
      return `DATABASE_URL is not set, and the database in ${server.data} is not running: set it, or run \`pnpm start\``
    default:
      return 'DATABASE_URL is not set, and no `pnpm start` of this clone has made a database yet: set it, or run `pnpm start`'
  }
}

export function databaseUrlOf(settings: Settings): string {
  refuseFault(settings, 'DATABASE_URL')
  if (!settings.databaseUrl) throw new Failure(settings.noDatabase)
  return settings.databaseUrl.value
}

/** For commands that look at master keys themselves. */
export const masterKeysIn = async (environment: NodeJS.ProcessEnv): Promise<MasterKeys> =>
  masterKeysOf(await findSettings(environment))

export function masterKeysOf(settings: Settings): MasterKeys {
  refuseFault(settings, 'KOOP_MASTER_KEY')
  refuseFault(settings, 'KOOP_MASTER_KEYS_OLD')
  if (!settings.masterKey) {
    throw new Failure(
      'KOOP_MASTER_KEY is not set, and without it no personal data can be opened: set it to the key of the services',
    )
  }
  return MasterKeys.of(settings.masterKey.value, settings.oldMasterKeys?.value)
}

function refuseFault({ faults }: Settings, name: string): void {
  const fault = faults.find((candidate) => candidate.name === name)
  if (fault) throw new Failure(`${name} ${fault.must}`)
}

/** Stands unescaped in every part of a URL, and says nothing about the length of what it hides. */
const HIDDEN = '***'

/** A value as it may be shown: secrets never leave. */
export function shown({ name, value }: Setting): string {
  if (name.startsWith('KOOP_MASTER_KEY')) return HIDDEN
  if (!URL.canParse(value)) return name.endsWith('_URL') ? '(not a URL)' : value
  const url = new URL(value)
  if (url.password) url.password = HIDDEN
  // Connection parameters may carry a password too, or the name of a key file.
  for (const key of [...url.searchParams.keys()]) if (/pass|key|secret/i.test(key)) url.searchParams.set(key, HIDDEN)
  return url.href
}
