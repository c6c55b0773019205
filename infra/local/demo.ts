import { spawn } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { z } from 'zod'
import { exists, readIfExists } from './files.ts'
import { openLog } from './logs.ts'
import { Problem } from './problem.ts'
import { ended } from './service.ts'

const Demo = z.object({
  apiKey: z.string(),
  logins: z.array(z.object({ login: z.string(), password: z.string(), role: z.string() })),
})

export type Demo = z.infer<typeof Demo>

export async function storeIsEmpty(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query('select not exists (select 1 from es.events) as empty')
    return rows[0]?.empty === true
  } finally {
    await client.end()
  }
}

/** Runs the program that tells the demo's story through the same commands as the API. Ends early when aborted. */
export async function loadDemo(options: {
  script: URL
  environment: NodeJS.ProcessEnv
  dataDirectory: string
  signal: AbortSignal
}): Promise<void> {
  await writeFile(unfinishedDemo(options.dataDirectory), '')
  const log = await openLog(options.dataDirectory, 'demo')
  const child = spawn(process.execPath, [fileURLToPath(options.script)], {
    detached: true,
    env: options.environment,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  await log.close()
  const stop = () => child.kill('SIGKILL')
  options.signal.addEventListener('abort', stop)
  if (options.signal.aborted) stop()
  const how = await ended(child)
  options.signal.removeEventListener('abort', stop)
  options.signal.throwIfAborted()
  if (how !== 'ended with code 0')
    throw new Problem(
      `The demo ${how} (${(await log.tail(1))[0]}): its log is ${log.path}, and KOOP_DEMO=off starts without it.`,
    )
  await forgetUnfinishedDemo(options.dataDirectory)
}

/** Whether a demo was begun and cut short: then nobody but the demo has written to the store. */
export async function demoIsUnfinished(dataDirectory: string): Promise<boolean> {
  return exists(unfinishedDemo(dataDirectory))
}

/** The store is used as it is from now on. */
export async function forgetUnfinishedDemo(dataDirectory: string): Promise<void> {
  await rm(unfinishedDemo(dataDirectory), { force: true })
}

function unfinishedDemo(dataDirectory: string): string {
  return join(dataDirectory, 'demo.unfinished')
}

/** The key and the log-ins that the demo left for the person who started it. */
export async function readDemo(dataDirectory: string): Promise<Demo | undefined> {
  const file = join(dataDirectory, 'demo.json')
  const content = await readIfExists(file)
  if (content === undefined) return undefined
  try {
    return Demo.parse(JSON.parse(content))
  } catch {
    throw new Problem(`${file} cannot be read as the demo's log-ins: delete it.`)
  }
}
