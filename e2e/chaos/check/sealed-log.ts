import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { originOf, signersOf } from '@kooperacje/events'
import { formatVerifierKey } from '@kooperacje/tlog'
import type { Pool } from 'pg'
import type { World } from '../system/world.ts'
import { type Finding, findings } from './finding.ts'
import { koop } from './koop.ts'

/** Checkpoints that somebody outside keeps while the run goes on, by ledger: files with the text of each. */
export class KeptCheckpoints {
  readonly #folder: string
  readonly #kept = new Map<string, Map<string, string>>()

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  /** Keeps the newest of each ledger. */
  async keep(ask: <Row extends object>(sql: string) => Promise<Row[]>): Promise<void> {
    const rows = await ask<{ ledger: string; size: string; note: string }>(
      'select distinct on (ledger) ledger, size, note from es.log_checkpoints order by ledger, size desc, signed_at desc',
    )
    for (const { ledger, size, note } of rows) {
      const kept = this.#kept.get(ledger) ?? new Map<string, string>()
      this.#kept.set(ledger, kept)
      if (kept.has(size)) continue
      const path = join(this.#folder, `${ledger}-${size}`)
      writeFileSync(path, note)
      kept.set(size, path)
    }
  }

  of = (ledger: string): readonly string[] => [...(this.#kept.get(ledger)?.values() ?? [])]
}

/**
 * Every ledger is sealed to its head, verifies by the code that shares nothing with the writer's, and holds unchanged whatever
 * a checkpoint covered that was kept while things were breaking.
 */
export async function sealedLog(
  world: World,
  pool: Pool,
  ledgers: readonly string[],
  kept: KeptCheckpoints,
): Promise<readonly Finding[]> {
  const broken: string[] = []
  const { rows } = await pool.query(
    `select l.ledger, l.head, coalesce(g.size, 0) as size, g.fault_reason
       from es.ledgers l left join es.logs g using (ledger) where l.head <> coalesce(g.size, 0) or g.fault_reason is not null`,
  )
  for (const { ledger, head, size, fault_reason: fault } of rows) {
    broken.push(`${ledger} is sealed to ${size} of ${head}${fault ? `: ${fault}` : ''}`)
  }
  for (const ledger of ledgers) {
    const [signer] = signersOf(world.signing, ledger)
    if (!signer) throw new Error(`nobody signs ${originOf(world.signing, ledger)}`)
    const older = kept.of(ledger).flatMap((path) => ['--older', path])
    const { code, out, err } = await koop(
      world,
      'verify',
      '--ledger',
      ledger,
      '--key',
      formatVerifierKey(signer),
      ...older,
    )
    if (code !== 0) broken.push(`${ledger}: ${out}${err}`)
  }
  return findings('sealed-log-verifies', broken)
}
