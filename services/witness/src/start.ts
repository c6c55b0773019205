import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SignerKey, WitnessedLog } from '@kooperacje/tlog'
import { type Answer, type Journal, Judge } from './answer.ts'
import { readBody } from './body.ts'
import { Memory } from './memory.ts'

export interface WitnessSettings {
  readonly key: SignerKey
  readonly logs: readonly WitnessedLog[]
  /** The folder of its memory. */
  readonly folder: string
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  readonly journal: Journal
}

export interface RunningWitness {
  readonly address: string
  /** Takes no more requests, answers those that it has, and lets go of its memory. */
  stop(): Promise<void>
}

/** A request is a few kilobytes: who needs longer, or opens more connections than all logs together do, has no business. */
const REQUEST_MS = 10_000
/** Node looks every thirty seconds for requests that take too long; who sends a byte now and then would have those, too. */
const LOOK_MS = 1000
const IDLE_MS = 5000
const MAX_CONNECTIONS = 500

const TEXT = 'text/plain; charset=utf-8'
const text = (status: number, sentence: string): Answer => ({ status, contentType: TEXT, body: `${sentence}\n` })

export async function startWitness(settings: WitnessSettings): Promise<RunningWitness> {
  const { key, logs, folder, host, port, journal } = settings
  const memory = await Memory.open(folder)
  const judge = new Judge({ key, logs }, memory, journal)
  const bounds = {
    requestTimeout: REQUEST_MS,
    headersTimeout: REQUEST_MS,
    connectionsCheckingInterval: LOOK_MS,
    keepAliveTimeout: IDLE_MS,
  }
  const server = createServer(bounds, (request, response) => {
    answer(request, judge, memory).then(
      (found) => send(response, found),
      (error: unknown) => {
        journal.alarm(`cannot answer: ${error instanceof Error ? error.message : String(error)}`)
        send(response, text(500, 'this witness cannot answer now'))
      },
    )
  })
  server.maxConnections = MAX_CONNECTIONS
  try {
    await listening(server, host, port)
  } catch (error) {
    memory.close()
    throw error
  }
  const { address, family, port: bound } = server.address() as AddressInfo
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeIdleConnections()
      })
      memory.close()
    },
  }
}

const CHECKPOINT = /^\/([0-9a-f]{64})\/checkpoint$/

async function answer(request: IncomingMessage, judge: Judge, memory: Memory): Promise<Answer> {
  const [path = ''] = (request.url ?? '').split('?')
  const reading = request.method === 'GET' || request.method === 'HEAD'
  if (path === '/add-checkpoint') {
    if (request.method !== 'POST') return text(405, 'a checkpoint is added by POST')
    const body = await readBody(request)
    return 'body' in body ? judge.answer(body.body) : text(body.status, body.reason)
  }
  if (path === '/livez' && reading) return text(200, 'ok')
  const [, hash] = CHECKPOINT.exec(path) ?? []
  if (hash && reading) {
    const note = await memory.checkpoint(hash)
    return note ? { status: 200, contentType: TEXT, body: note } : text(404, 'this witness has cosigned no such log')
  }
  return text(404, 'a witness has /add-checkpoint, /<origin hash>/checkpoint and /livez')
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 405 ? { allow: 'POST' } : {}),
    // What is left of a body that was not read to its end must not be taken for the next request.
    ...(status === 413 || !response.shouldKeepAlive ? { connection: 'close' } : {}),
  })
  response.end(bytes)
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
