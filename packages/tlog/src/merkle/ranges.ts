/** Leaves `begin` to `end`, without `end`. */
export interface Range {
  readonly begin: number
  readonly end: number
}

/** The root of a perfect subtree: `index` counts the nodes of a level from the left, level 0 are the leaves. */
export interface NodeId {
  readonly level: number
  readonly index: number
}

/**
 * Which ranges of leaves a proof consists of. Kept apart from fetching their hashes: a caller can ask for all of them
 * at once.
 */
export function inclusionRanges(index: number, size: number): Range[] {
  const path: Range[] = []
  let [begin, end] = [0, size]
  while (end - begin > 1) {
    const middle = begin + split(end - begin)
    if (index < middle) {
      path.push({ begin: middle, end })
      end = middle
    } else {
      path.push({ begin, end: middle })
      begin = middle
    }
  }
  return path.reverse()
}

/** RFC 6962, 2.1.2: PROOF(from, D[to]). */
export function consistencyRanges(from: number, to: number): Range[] {
  const path: Range[] = []
  let [begin, end] = [0, to]
  while (from < end) {
    const middle = begin + split(end - begin)
    if (from <= middle) {
      path.push({ begin: middle, end })
      end = middle
    } else {
      path.push({ begin, end: middle })
      begin = middle
    }
  }
  // The verifier has the old root: what equals it is not sent.
  if (begin > 0) path.push({ begin, end })
  return path.reverse()
}

/** The perfect subtrees of a range, the largest first. Every range of a proof begins where its largest one may. */
export function nodesOf({ begin, end }: Range): NodeId[] {
  const nodes: NodeId[] = []
  let at = begin
  while (at < end) {
    let [level, width] = [0, 1]
    while (width * 2 <= end - at) {
      level++
      width *= 2
    }
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}

/** The largest power of two smaller than `count`. Shifting would stop at 2³¹. */
function split(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
