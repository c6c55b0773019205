import type { FastifyInstance } from 'fastify'
import type { ApiContext } from '../http/context.ts'
import { registerCheckpoint } from './checkpoint.ts'
import { registerExport } from './export.ts'
import { registerProofs } from './proofs.ts'
import { registerReceipts } from './receipt.ts'
import { registerTiles } from './tiles.ts'

/**
 * The verifiable log for whoever wants to check it. Checkpoints, hashes and proofs are for everybody, without a key: they
 * tell how many facts there are and nothing of any of them (docs/adr/0022), and a receipt that only account holders could
 * follow up would be worth less.
 */
export function registerLog(app: FastifyInstance, context: ApiContext): void {
  registerCheckpoint(app, context)
  registerTiles(app, context)
  registerProofs(app, context)
  registerExport(app, context)
  registerReceipts(app, context)
}
