import type { IndicatorFact, IndicatorFactKind } from './facts.ts'

export interface Member {
  readonly partnershipId: string
  readonly institutionId: string
  readonly sector: string
  readonly leader: boolean
}

export interface Scope {
  /** Cut-off date T: facts that occurred later do not count, whenever they were recorded. */
  readonly asOf: string
  /** Left out: all partnerships that the facts tell of. */
  readonly partnershipId?: string
}

/** Facts as the indicators read them: up to T, in the order of their days, of one partnership or of all. */
export class FactView {
  readonly #facts: readonly IndicatorFact[]
  readonly #cases: ReadonlyMap<string, IndicatorFact>

  constructor(facts: readonly IndicatorFact[], { asOf, partnershipId }: Scope) {
    const proposals = facts.filter(({ kind }) => kind === 'CASE_PROPOSED')
    this.#cases = new Map(proposals.map((proposal) => [proposal.subject, proposal]))
    const home = (fact: IndicatorFact) => fact.partnershipId ?? this.#cases.get(fact.subject)?.partnershipId
    this.#facts = facts
      .filter((fact) => fact.occurredOn <= asOf && (partnershipId === undefined || home(fact) === partnershipId))
      // Paper records are entered late: what came last is a question of the day, and only then of the place in the log.
      .sort((one, other) => (one.occurredOn < other.occurredOn ? -1 : one.occurredOn > other.occurredOn ? 1 : 0))
  }

  of(...kinds: readonly IndicatorFactKind[]): readonly IndicatorFact[] {
    return this.#facts.filter(({ kind }) => kinds.includes(kind))
  }

  proposalOf(caseId: string): IndicatorFact | undefined {
    return this.#cases.get(caseId)
  }

  /** Institutions with a declaration and no withdrawal or exclusion after it; each once in each partnership. */
  members(): readonly Member[] {
    const leaders = new Map(this.of('LEADER_DESIGNATED').map((fact) => [fact.partnershipId, fact.subject]))
    const standing = new Map<string, Member>()
    for (const { kind, subject, partnershipId = '', dims } of this.of('MEMBER_JOINED', 'MEMBER_LEFT')) {
      const key = `${partnershipId}/${subject}`
      const leader = leaders.get(partnershipId) === subject
      if (kind === 'MEMBER_LEFT') standing.delete(key)
      else standing.set(key, { partnershipId, institutionId: subject, sector: String(dims.sector), leader })
    }
    return [...standing.values()]
  }
}
