import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addCheckpoint, type SignerKey, type VerifierKey, type WitnessState } from '@kooperacje/tlog'

export interface WitnessServer {
  readonly url: string
  /** How often it was asked. */
  asked: number
  /** Answers nothing but this status while it is set. */
  broken: number | null
  close(): Promise<void>
}

/** A witness with a memory, of logs that have these keys. */
export async function witnessServer(
  key: SignerKey,
  logs: readonly { readonly origin: string; readonly keys: readonly VerifierKey[] }[],
): Promise<WitnessServer> {
  const states = new Map<string, WitnessState>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    running.asked++
    if (running.broken !== null) {
      response.writeHead(running.broken).end('not now')
      return
    }
    const known = (origin: string) => states.get(origin) ?? null
    const answer = addCheckpoint({ key, logs }, Buffer.concat(parts).toString(), known, 1_800_000_000)
    if (answer.status === 200) states.set(answer.state.origin, answer.state)
    const text = answer.status === 200 ? answer.cosignature : answer.status === 409 ? `${answer.size}\n` : answer.reason
    response.writeHead(answer.status).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const running: WitnessServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: 0,
    broken: null,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return running
}
