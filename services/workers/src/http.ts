import { createServer, type ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'

export interface Readiness {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, string>>
}

export interface HealthServer {
  readonly port: number
  close(): Promise<void>
}

/** `/livez`: the event loop turns. `/readyz`: the work gets done. `/metrics`: in numbers. For machines, on a port of its own. */
export async function serveHealth(
  { host, port }: { host: string; port: number },
  registry: Registry,
  readiness: () => Readiness,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const [path] = (request.url ?? '').split('?')
    if (request.method !== 'GET' && request.method !== 'HEAD') return json(response, 405, { error: 'only GET' })
    if (path === '/livez') return json(response, 200, { alive: true })
    if (path === '/readyz') {
      const state = readiness()
      return json(response, state.ready ? 200 : 503, state)
    }
    if (path !== '/metrics') return json(response, 404, { error: 'one of /livez, /readyz, /metrics' })
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => json(response, 500, { error: 'metrics could not be collected' }),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
