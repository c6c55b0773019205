import { reasonOf } from '../command-line/sentence.ts'

export type Verdict = 'ok' | 'warn' | 'FAIL'

/** One line of `koop doctor`. */
export interface Finding {
  readonly check: string
  readonly verdict: Verdict
  /** What was seen. */
  readonly finding: string
  /** What to do about it; empty when nothing. */
  readonly advice: string
}

export const ok = (check: string, finding: string): Finding => ({ check, verdict: 'ok', finding, advice: '' })

export const warn = (check: string, finding: string, advice: string): Finding => ({
  check,
  verdict: 'warn',
  finding,
  advice,
})

export const fail = (check: string, finding: string, advice: string): Finding => ({
  check,
  verdict: 'FAIL',
  finding,
  advice,
})

/** A check that cannot be made has failed: the doctor never passes over what it could not see. */
export async function made(
  check: string,
  advice: string,
  work: () => Promise<Finding | readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    const findings = await work()
    return 'verdict' in findings ? [findings] : findings
  } catch (error) {
    return [fail(check, reasonOf(error), advice)]
  }
}
