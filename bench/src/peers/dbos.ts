import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { sampleData, sampleMetadata } from '../sample.ts'
import { query } from '../server.ts'
import { installed, load } from './install.ts'
import { STEPS, type Workflows } from './workflows.ts'

const PACKAGE = '@dbos-inc/dbos-sdk'
const SILENT = { info: () => {}, debug: () => {}, warn: () => {}, error: console.error }

/**
 * In the process that asks, and not by its queue, which looks into the database once a second by default. DBOS keeps what a
 * step returns: in one workflow that is all there is, which favours it; in the other each step writes a row as well, as one
 * with an effect would.
 */
export async function dbosWorkflows(url: string, connections: number): Promise<Workflows[]> {
  const { DBOS } = await load(await installed(PACKAGE), PACKAGE)
  await query(url, 'create table public.steps (id uuid primary key, workflow uuid, data json, metadata json)')
  const pool = new Pool({ connectionString: url, max: connections })
  const kept = (type: string, data: object) => ({ type, data, metadata: sampleMetadata })
  const written = async (type: string, workflow: string, data: object) => {
    const values = [randomUUID(), workflow, JSON.stringify(data), JSON.stringify(sampleMetadata)]
    await pool.query({ name: 'step', text: 'insert into public.steps values ($1, $2, $3, $4)', values })
    return type
  }
  const workflow = (name: string, step: (type: string, id: string, data: object) => Promise<unknown>) =>
    DBOS.registerWorkflow(
      async (id: string, data: object) => {
        for (const type of STEPS) await DBOS.runStep(() => step(type, id, data), { name: type })
      },
      { name },
    )
  const keeping = workflow('keeping', async (type, _, data) => kept(type, data))
  const writing = workflow('writing', written)
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url, systemDatabasePoolSize: connections, logger: SILENT })
  await DBOS.launch()

  let asked = 0
  const run = async (start: (id: string, data: object) => Promise<void>) => {
    const id = randomUUID()
    await start(id, sampleData(id, ++asked))
  }
  return [
    { name: 'DBOS', run: () => run(keeping), check: () => allDone(url, asked), close: () => DBOS.shutdown() },
    { name: 'DBOS, a row a step', run: () => run(writing), close: () => pool.end() },
  ]
}

async function allDone(url: string, asked: number): Promise<void> {
  const [row] = await query(
    url,
    `select count(*) filter (where status = 'SUCCESS')::int as done,
       (select count(*)::int from dbos.operation_outputs) as steps from dbos.workflow_status`,
  )
  if (row.done !== asked || row.steps !== asked * STEPS.length) {
    throw new Error(`of ${asked} of its workflows ${row.done} are done, with ${row.steps} steps`)
  }
}
