import { openCheckpoint, parseNote, type SignerKey } from '@kooperacje/tlog'
import type { Proven } from './check.ts'
import type { Db } from './stored-row.ts'
import type { LogFault } from './types.ts'

/** What the log says of itself. */
export interface Head extends Proven {
  readonly note: string
  /** Whether all our keys of today signed this size, in this checkpoint or in another of the same tree. */
  readonly signed: boolean
}

export interface Standing {
  readonly size: number
  readonly head: number
  /** The last checkpoint. */
  readonly last: Head | null
  /** Where a fault was found before; 0 where none was, or none of an event. */
  readonly faultAt: number
  readonly faulty: boolean
}

/** In one statement: read one after the other, they would disagree whenever another process seals in between. */
export async function standingOf(db: Db, ledger: string, signers: readonly SignerKey[]): Promise<Standing> {
  const { rows } = await db.query<{
    size: string
    head: string
    fault_position: string | null
    faulty: boolean
    last_size: string | null
    root: Buffer
    note: string
    signed: boolean
  }>({
    name: 'es.log.standing',
    text: `select coalesce(g.size, 0) as size, coalesce(l.head, 0) as head, g.fault_position,
               g.fault_reason is not null as faulty, c.size as last_size, c.root, c.note,
               exists (select from es.log_checkpoints s where s.ledger = n.ledger and s.size = c.size and s.signers = $2)
                 as signed
               from (select $1::text as ledger) n left join es.ledgers l using (ledger) left join es.logs g using (ledger)
               left join lateral (select size, root, note from es.log_checkpoints c where c.ledger = n.ledger
                                   order by size desc, signed_at desc limit 1) c on true`,
    values: [ledger, namesOf(signers)],
  })
  const row = rows[0]!
  return {
    size: Number(row.size),
    head: Number(row.head),
    last: row.last_size === null ? null : { ...row, size: Number(row.last_size) },
    faultAt: Number(row.fault_position ?? 0),
    faulty: row.faulty,
  }
}

/** What is wrong between the ledger, the log and the last word of the log about itself. */
export function disagreementIn(
  origin: string,
  { size, head, last }: Standing,
  logKeys: readonly SignerKey[],
): LogFault | null {
  const wrong = (reason: string) => ({ position: null, reason })
  if (size > head) {
    return { position: head + 1, reason: `${size} events were sealed, and the ledger ends at ${head}` }
  }
  if ((last?.size ?? 0) !== size) {
    return wrong(`${size} events are sealed, and the last checkpoint speaks of ${last?.size ?? 0}`)
  }
  if (!last) return null
  const opened = openCheckpoint(last.note, { origin, logKeys })
  if (!opened.ok) return wrong(`the last checkpoint is not one of ours (${asSigned(last.note, logKeys)})`)
  const { size: said, root } = opened.value.checkpoint
  if (said !== size || Buffer.compare(root, last.root) !== 0) return wrong('the last checkpoint says something else')
  return null
}

export const namesOf = (keys: readonly SignerKey[]): string => keys.map(({ id }) => id).join()

/** The two that operators must compare: a key or an origin in the settings that is not the one of before. */
function asSigned(note: string, ours: readonly SignerKey[]): string {
  const parsed = parseNote(note)
  const named = (keys: readonly { readonly name: string; readonly id: string }[]) =>
    keys.map(({ name, id }) => `${name}+${id}`).join(', ')
  return `signed by ${parsed.ok ? named(parsed.value.signatures) : 'nobody'}; our keys are ${named(ours)}`
}
