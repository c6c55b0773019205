import { migrations } from '@kooperacje/api'
import { migrate } from '@kooperacje/events'
import { reason } from './problem.ts'

// A program of its own: it is given the log-in that owns the tables, which no service ever is, and those who start it
// need not load the whole of the API for the sake of a list of files.
const ownerUrl = process.env.DATABASE_MIGRATION_URL
try {
  if (!ownerUrl) throw new Error('DATABASE_MIGRATION_URL is required: the database, with the log-in that owns it')
  await migrate(ownerUrl, migrations)
  console.log('The database is up to date.')
} catch (error) {
  const causes = [error]
  for (let at = error; at instanceof Error && at.cause; at = at.cause) causes.push(at.cause)
  console.error(causes.map(reason).join(': '))
  process.exitCode = 1
}
