import { setTimeout as sleep } from 'node:timers/promises'
import { openEventStore } from '@kooperacje/commands'
import { projectionLag } from '@kooperacje/events'
import { foldFromZero, projections, storedRows } from '@kooperacje/readmodels'
import { expect } from 'vitest'
import type { System } from './system.ts'

const CAUGHT_UP_WITHIN_MS = 20_000

/** Waits until the workers have taken everything in, then holds each projection against its fold from position 1. */
export async function projectionsEqualTheirFold(system: System, ledger: string): Promise<void> {
  const { pool, store, close } = openEventStore({
    url: system.database.serviceUrl,
    masterKey: Buffer.from(system.masterKey, 'base64'),
    max: 2,
  })
  try {
    const names = projections.map(({ name }) => name)
    for (const until = performance.now() + CAUGHT_UP_WITHIN_MS; ; await sleep(50)) {
      const behind = (await projectionLag(pool, names)).filter(({ position, head }) => position < head)
      if (behind.length === 0) break
      if (performance.now() > until) throw new Error(`projections stay behind: ${JSON.stringify(behind)}`)
    }
    for (const projection of projections) {
      // The mail's fate is the sender's to write; what the facts say of it is compared by the projection's own tests.
      if (projection.name === 'mail_outbox') continue
      expect(await storedRows(pool, projection, ledger), projection.name).toEqual(
        await foldFromZero(store, projection, ledger),
      )
    }
  } finally {
    await close()
  }
}
