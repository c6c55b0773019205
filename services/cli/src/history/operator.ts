import { userInfo } from 'node:os'
import { Failure } from '../command-line/errors.ts'

/**
 * Who looks, for the register of reads: the CLI has no log-in of its own. The account on this machine, unless several share it,
 * as in a container: then KOOP_OPERATOR. Whoever may set it may read the database with the services' key, so it proves nothing;
 * it says what an honest operator says.
 */
export function operatorOf({ KOOP_OPERATOR: named }: NodeJS.ProcessEnv, account = () => userInfo().username): string {
  if (named === undefined || named === '') return `operator:${nameOf(account)}`
  if (/^[\p{L}\p{N}._@-]{1,60}$/u.test(named)) return `operator:${named}`
  throw new Failure('KOOP_OPERATOR must be a name of up to 60 letters, digits and . _ @ -')
}

function nameOf(account: () => string): string {
  try {
    return account()
  } catch {
    // A bare number, as `docker run --user` gives one.
    throw new Failure('this account has no name to put on record: set KOOP_OPERATOR to the name of who looks')
  }
}
