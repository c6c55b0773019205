import { LedgerSecrets, Nonces, PostgresLog, postgresSubjectKeys, Vault } from '@kooperacje/events'
import { type History, withHistory } from '../history/open.ts'
import { masterKeysIn } from '../settings/settings.ts'

export interface OpenLog {
  readonly history: History
  readonly log: PostgresLog
  /** Hands out the keys of commitments, which prove themselves. */
  readonly nonces: Nonces
}

/** The logs of all ledgers, with the master key: without it no payload could be shown with its proof. */
export async function withLog<T>(environment: NodeJS.ProcessEnv, work: (open: OpenLog) => Promise<T>): Promise<T> {
  const masterKeys = await masterKeysIn(environment)
  return withHistory(environment, { personal: true }, (history) => {
    const vault = new Vault(postgresSubjectKeys(history.pool), masterKeys)
    const nonces = new Nonces(vault, new LedgerSecrets('LOG', history.pool, masterKeys))
    return work({ history, nonces, log: new PostgresLog(history.pool, nonces) })
  })
}
