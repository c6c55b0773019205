import type { ColdRefusal } from '@kooperacje/events'
import { thousands } from '../output/progress.ts'

/** Why nothing was moved, and what to do about it, in one sentence. */
export function coldRefusal(refusal: ColdRefusal): string {
  switch (refusal.code) {
    case 'not-owner':
      return `${refusal.login} does not own the history, and only ${refusal.owner} may move events: set DATABASE_MIGRATION_URL to the log-in that migrates; nothing was changed`
    case 'unknown-ledger':
      return `there is no ledger '${refusal.ledger}'; nothing was changed`
    case 'beyond-head':
      return `ledger ${refusal.ledger} has ${thousands(refusal.head)} events, so --before can be at most ${refusal.head + 1}; nothing was changed`
    case 'beyond-sealed':
      return `of the ${thousands(refusal.head)} events of ledger ${refusal.ledger} ${thousands(refusal.sealed)} are sealed, and only those may move, so --before can be at most ${refusal.sealed + 1}; nothing was changed`
    case 'faulty':
      return `the past of ledger ${refusal.ledger} is not what was sealed, see \`koop log status\`, and nothing of it moves until it is again`
    case 'other-tablespace':
      return `the cold table lies in tablespace ${refusal.tablespace} already, and it is one for all ledgers: leave --tablespace out; nothing was changed`
    case 'no-tablespace':
      return `there is no tablespace '${refusal.tablespace}'; nothing was changed`
    case 'tablespace-refused':
      return `the owner of the history may make nothing in tablespace ${refusal.tablespace}: grant create on it; nothing was changed`
    case 'busy':
      return 'the cold table could not be made, because a transaction that reads events did not end: try again when it has; nothing was changed'
  }
}
