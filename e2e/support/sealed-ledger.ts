import { storedEventDefinitions } from '@kooperacje/domain'
import {
  createPool,
  EventCodec,
  EventRegistry,
  LedgerSecrets,
  LogSealer,
  type LogSigning,
  MasterKeys,
  Nonces,
  PostgresEventStore,
  PostgresLog,
  postgresSubjectKeys,
  signersOf,
  Vault,
} from '@kooperacje/events'
import { formatAddCheckpoint, formatVerifierKey } from '@kooperacje/tlog'

export const MASTER_KEY: Buffer = Buffer.alloc(32, 'm')
const SIGNING: LogSigning = { originPrefix: 'hub.example/ledgers', seeds: [Buffer.alloc(32, 's')] }
export const logKeyOf = (ledger: string): string => formatVerifierKey(signersOf(SIGNING, ledger)[0]!)

/** The office that keeps a ledger, seals it, and asks witnesses to cosign. */
export class Office {
  readonly #ledger: string
  readonly #pool
  readonly #store: PostgresEventStore
  readonly #sealer: LogSealer
  readonly #log: PostgresLog

  constructor(databaseUrl: string, ledger: string) {
    this.#ledger = ledger
    this.#pool = createPool({ url: databaseUrl, max: 2 })
    const masterKeys = new MasterKeys(MASTER_KEY)
    const vault = new Vault(postgresSubjectKeys(this.#pool), masterKeys)
    const nonces = new Nonces(vault, new LedgerSecrets('LOG', this.#pool, masterKeys))
    this.#store = new PostgresEventStore(this.#pool, new EventCodec(new EventRegistry(storedEventDefinitions), vault))
    this.#sealer = new LogSealer(this.#pool, nonces, SIGNING)
    this.#log = new PostgresLog(this.#pool, nonces)
  }

  /** Records so many facts and seals them. Answers with how many are sealed now. */
  async record(count: number, coordinatorId: string): Promise<number> {
    for (let i = 0; i < count; i++) {
      const occurredAt = '2026-03-02T09:00:00Z'
      const events = [{ type: 'CaseQualified', occurredAt, data: { criteriaMet: [], coordinatorId } }]
      const result = await this.#store.append({
        ledger: this.#ledger,
        writes: [{ streamType: 'case', streamId: `c-${i % 4}`, expectedVersion: 'any', events }],
        metadata: { actorId: coordinatorId, actorRole: 'COORDINATOR' },
      })
      if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    }
    return this.seal()
  }

  async seal(): Promise<number> {
    const sealed = await this.#sealer.sealNext(this.#ledger)
    if (sealed.outcome === 'refused') throw new Error(sealed.fault.reason)
    return sealed.size
  }

  /** Shows the newest checkpoint to a witness, with the best proof that this ledger has from what the witness knows. */
  async show(witness: string): Promise<{ status: number; answer: string }> {
    const checkpoint = await this.#log.checkpoint(this.#ledger)
    if (!checkpoint) throw new Error('nothing is sealed')
    const ask = async (oldSize: number) => {
      const proof =
        oldSize <= checkpoint.size ? await this.#log.consistencyProof(this.#ledger, oldSize, checkpoint.size) : []
      const body = formatAddCheckpoint({ oldSize, proof, checkpoint: checkpoint.note })
      const response = await fetch(`${witness}/add-checkpoint`, { method: 'POST', body })
      return { status: response.status, answer: await response.text() }
    }
    const first = await ask(0)
    const known = Number(first.answer)
    return first.status === 409 && known <= checkpoint.size ? ask(known) : first
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}
