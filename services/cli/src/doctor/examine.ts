import { MasterKeys, SERVICE_ROLE } from '@kooperacje/events'
import { Client, type Pool } from 'pg'
import { reasonOf } from '../command-line/sentence.ts'
import { type Setting, type Settings, shown } from '../settings/settings.ts'
import { coldFinding } from './cold.ts'
import { masterKeyFinding, migrationFinding, projectionFinding } from './contents.ts'
import { type Finding, fail, made, ok } from './finding.ts'
import { sealingFinding, witnessFinding } from './log.ts'
import { queueFinding } from './queue.ts'
import { rightsFindings } from './rights.ts'
import { clockFinding, durabilityFindings, versionFinding } from './server.ts'
import { settingsFindings } from './settings.ts'

const PATIENCE_MS = 10_000

/** Everything the doctor looks at, in the order in which one thing needs the other. Changes nothing. */
export async function* examine(settings: Settings, environment: NodeJS.ProcessEnv): AsyncGenerator<readonly Finding[]> {
  const about = settingsFindings(settings, environment)
  yield about
  const { databaseUrl } = settings
  if (!databaseUrl || about.some(({ check, verdict }) => check === 'DATABASE_URL' && verdict === 'FAIL')) return

  const client = await connect(databaseUrl)
  if ('verdict' in client) {
    yield [client]
    return
  }
  try {
    yield [ok('connection', shown(databaseUrl))]
    yield* onServer(client, settings, databaseUrl.value, environment)
  } finally {
    await client.end()
  }
}

/** As the log-in itself and not as the services' role: that role may be what is missing. */
async function connect(databaseUrl: Setting): Promise<Client | Finding> {
  try {
    // A URL can name files that are not there, so this can fail before anything is sent.
    const client = new Client({
      connectionString: databaseUrl.value,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      application_name: 'kooperacje-doctor',
    })
    // A connection that breaks in between fails the query that needs it; unheard, it would end the process.
    client.on('error', () => {})
    await client.connect()
    return client
  } catch (error) {
    const seen = `${shown(databaseUrl)} cannot be reached (${reasonOf(error)})`
    return fail('connection', seen, 'the checks of the server could not be made')
  }
}

async function* onServer(
  client: Client,
  settings: Settings,
  url: string,
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<readonly Finding[]> {
  const { masterKey, oldMasterKeys, redisUrl, faults } = settings
  const isFine = (name: string) => faults.every((fault) => fault.name !== name)
  yield await made('server version', 'use PostgreSQL 15 or newer', () => versionFinding(client))
  yield await made('durability', 'ask the server for fsync and its like', () => durabilityFindings(client))
  yield await made('clocks', 'set both clocks by the same time service (NTP)', () => clockFinding(client))
  yield await made('migrations', 'give the log-in the role kooperacje_service', () => migrationFinding(url))
  const rights = await made('rights', 'run the migrations', () => rightsFindings(client))
  yield rights
  // What follows is looked at with the eyes of the services, where the log-in may take them.
  if (rights.every(({ check, verdict }) => verdict !== 'FAIL' || !['log-in', 'rights'].includes(check))) {
    await client.query(`set role ${SERVICE_ROLE}`)
  }
  yield await made('cold events', 'run the migrations', () => coldFinding(client))
  if (masterKey && isFine('KOOP_MASTER_KEY') && isFine('KOOP_MASTER_KEYS_OLD')) {
    const key = MasterKeys.of(masterKey.value, oldMasterKeys?.value)
    yield await made('master key', 'run the migrations', () => masterKeyFinding(client, key))
  }
  yield await made('projections', 'run the migrations', () => projectionFinding(client))
  const pool = client as unknown as Pool
  yield await made('sealed history', 'run the migrations', () => sealingFinding(pool))
  yield await made('witnesses', 'set KOOP_LOG_WITNESSES as the workers have it', () =>
    witnessFinding(pool, environment),
  )
  if (!redisUrl || isFine('REDIS_URL')) {
    yield await made('queue', 'start the queue', () => queueFinding(client, redisUrl?.value))
  }
}
