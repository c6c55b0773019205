import { InvalidCursor } from '@kooperacje/readmodels'
import { Problem } from '../../http/problems.ts'

/** Lists are read with the cursor that came in the address; one that no list gave out is the reader's mistake. */
export async function readPage<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof InvalidCursor) throw new Problem('malformed-request')
    throw error
  }
}
