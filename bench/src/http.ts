import { HttpClient, sampleReferral } from './http-client.ts'
import { compare } from './report.ts'
import { keepInFlight, medians } from './rounds.ts'
import { ended, started, startSystem } from './running-system.ts'
import type { Server } from './server.ts'

const ROUND_MS = 2000
const ROUNDS = 5
const IN_FLIGHT = [1, 32]

/** What validation, authorisation, the rules, sealing and the history cost a command, beside a route that only inserts a row. */
export async function benchHttp(server: Server): Promise<void> {
  const system = await startSystem(await server.database(), { workers: false })
  const bare = await started(new URL('./peers/bare-api.ts', import.meta.url).href, {
    PATH: process.env.PATH,
    DATABASE_URL: await server.database(),
  })
  const client = new HttpClient()
  const refer = async (url: string, headers: Record<string, string>) => {
    const { status, text } = await client.post(url, headers, sampleReferral())
    if (status !== 201) throw new Error(`${url} answered ${status}: ${text}`)
  }
  const ours = () => refer(`${system.url}/v1/${system.ledger}/referrals`, { authorization: `Bearer ${system.key}` })
  const theirs = () => refer(`${bare.address}/referrals`, {})
  for (const inFlight of IN_FLIGHT) {
    const contestant = (name: string, operation: () => Promise<void>) => ({
      name,
      round: () => keepInFlight(inFlight, ROUND_MS, operation),
      close: async () => {},
    })
    const rates = await medians([contestant('ours', ours), contestant('bare', theirs)], ROUNDS)
    compare({
      bench: 'http',
      case: `a referral, ${inFlight} in flight`,
      ours: rates.get('ours') ?? Number.NaN,
      peer: 'a bare Fastify route that validates and inserts one row',
      theirs: rates.get('bare') ?? Number.NaN,
      unit: 'commands/s',
    })
  }
  client.close()
  await ended(bare.child)
  await system.stop()
}
