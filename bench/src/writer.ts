import { ownAppender } from './append.ts'
import { keepInFlight } from './rounds.ts'

/** A process that appends when it is told to: `{ inFlight, ms }` in, `{ rate }` out. */
export interface Order {
  readonly inFlight: number
  readonly ms: number
}

const appender = await ownAppender(process.argv[2] ?? '')
await appender.append()
process.on('message', async ({ inFlight, ms }: Order) => {
  process.send?.({ rate: await keepInFlight(inFlight, ms, () => appender.append()) })
})
process.on('disconnect', () => process.exit())
process.send?.({ ready: true })
