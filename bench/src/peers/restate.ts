import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, HttpClient } from '../http-client.ts'
import { sampleData, sampleMetadata } from '../sample.ts'
import { installed, load } from './install.ts'
import { startRestate } from './restate-server.ts'
import { STEPS, type Workflows } from './workflows.ts'

const PACKAGE = '@restatedev/restate-sdk'
const READY_MS = 60_000

/** Its server calls back into this process for the steps. Who asks does so by HTTP, which is the only way in. */
export async function restateWorkflows(): Promise<Workflows[]> {
  const restate = await load(await installed(PACKAGE), PACKAGE)
  const help = restate.service({
    name: 'help',
    handlers: {
      // biome-ignore lint/suspicious/noExplicitAny: the peer's types are not there when this is checked
      run: async (context: any, data: object) => {
        for (const type of STEPS) await context.run(type, () => ({ type, data, metadata: sampleMetadata }))
      },
    },
  })
  const steps = createServer(restate.createEndpointHandler({ services: [help], logger: () => {} }))
  steps.listen(0, '127.0.0.1')
  await once(steps, 'listening')
  const server = await startRestate()
  const client = new HttpClient()
  const ask = (data: object) => client.post(`${server.ingress}/help/run`, {}, data)
  const close = async () => {
    client.close()
    await server.stop()
    steps.close()
  }
  try {
    const uri = `http://127.0.0.1:${(steps.address() as AddressInfo).port}`
    await accepted(() => client.post(`${server.admin}/deployments`, {}, { uri }))
    await accepted(() => ask(sampleData(randomUUID(), 0)))
  } catch (error) {
    await close()
    throw error
  }
  let asked = 0
  const run = async () => {
    const { status, text } = await ask(sampleData(randomUUID(), ++asked))
    if (status !== 200) throw new Error(`it answered ${status}: ${text}`)
  }
  return [{ name: 'Restate', run, close }]
}

/** It answers before it is ready, with errors. */
async function accepted(call: () => Promise<Answer>): Promise<void> {
  const until = performance.now() + READY_MS
  for (;;) {
    const { status, text } = await call().catch((error: Error) => ({ status: 0, text: error.message }))
    if (status >= 200 && status < 300) return
    if (performance.now() > until) throw new Error(`it was not ready within ${READY_MS / 1000} s: ${status} ${text}`)
    await sleep(100)
  }
}
