import { benchAppend } from './append.ts'
import { benchProcesses } from './processes.ts'
import { skipped } from './report.ts'
import { query, type Server } from './server.ts'

/** A commit that takes a millisecond longer, as on an ordinary disk in a cloud. Both sides get it. */
const SLOW = { commit_delay: '1000', commit_siblings: '0' }

export async function benchSlowCommits(server: Server): Promise<void> {
  const [role] = await query(server.adminUrl, 'select rolsuper from pg_roles where rolname = current_user')
  if (!role.rolsuper) {
    skipped('slow-commits', 'all', 'only a superuser may set commit_delay')
    return
  }
  await benchAppend(server, { bench: 'slow-commits', inFlight: [32, 128], settings: SLOW })
  await benchProcesses(server, SLOW)
}
