import { type ColdState, coldStates, refusalOfLogin } from '@kooperacje/events'
import { Client } from 'pg'
import { Failure } from '../command-line/errors.ts'
import { databaseUrlOf, findSettings } from '../settings/settings.ts'
import { coldRefusal } from './refusal.ts'

/**
 * On one connection with the rights of the log-in that DATABASE_MIGRATION_URL names, as migrations have it, and not with those
 * of the services: what the services cannot do, no setting of theirs makes possible.
 */
export async function asOwner<T>(environment: NodeJS.ProcessEnv, work: (client: Client) => Promise<T>): Promise<T> {
  const connectionString = environment.DATABASE_MIGRATION_URL || databaseUrlOf(await findSettings(environment))
  const client = new Client({ connectionString, application_name: 'kooperacje-cli', keepAlive: true })
  // A connection that breaks in between fails the query that needs it; unheard, it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    const refusal = await refusalOfLogin(client)
    if (refusal) throw new Failure(coldRefusal(refusal))
    return await work(client)
  } finally {
    await client.end()
  }
}

export async function coldStateOf(client: Client, ledger: string): Promise<ColdState> {
  const [state] = await coldStates(client, ledger)
  if (!state) throw new Failure(coldRefusal({ code: 'unknown-ledger', ledger }))
  return state
}
