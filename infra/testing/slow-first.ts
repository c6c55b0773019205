import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Where tests start browsers, clusters or the whole system: each of these files takes longer than fifty of the others. */
const SLOW = ['/e2e/', '/infra/local/', '/services/workers/test/']

/**
 * Long files begin first, so that no processor waits at the end for the last of them. On a fresh clone there is no record of
 * earlier runs to sort by, and the size of a file says little.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}

const rank = ({ moduleId }: TestSpecification): number => {
  const found = SLOW.findIndex((folder) => moduleId.includes(folder))
  return found === -1 ? SLOW.length : found
}
