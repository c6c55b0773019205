import type { Counted } from './fact.ts'
import type { FactView } from './view.ts'

type Declaration = Counted<'AccessionDeclarationSigned'>

interface Members {
  /** The declarations by which institutions are members at T, in the order in which they joined. */
  readonly standing: readonly Declaration[]
  readonly left: readonly Declaration[]
  readonly repeated: readonly Declaration[]
}

/** Institutions with a declaration and no withdrawal or exclusion after it; each once in each partnership. */
export function members(view: FactView): Members {
  const standing = new Map<string, Declaration>()
  const [left, repeated]: [Declaration[], Declaration[]] = [[], []]
  for (const fact of view.of('AccessionDeclarationSigned', 'MemberWithdrew', 'MemberExcluded')) {
    const key = `${fact.streamId}/${fact.data.institutionId}`
    const before = standing.get(key)
    if (fact.type !== 'AccessionDeclarationSigned') {
      if (before) left.push(before)
      standing.delete(key)
    } else if (before) repeated.push(fact as Declaration)
    else standing.set(key, fact as Declaration)
  }
  return { standing: [...standing.values()], left, repeated }
}

/** By partnership. */
export const leadersOf = (view: FactView): ReadonlyMap<string, Counted<'LeaderDesignated'>['data']> =>
  new Map(view.of('LeaderDesignated').map(({ streamId, data }) => [streamId, data]))
