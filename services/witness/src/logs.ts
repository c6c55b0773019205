import { parseVerifierKey, type WitnessedLog } from '@kooperacje/tlog'
import { WitnessProblem } from './problem.ts'

/** The logs that verifier keys are of: the key of a log is named as its origin, and a log may have several. */
export function logsOfKeys(texts: readonly string[]): WitnessedLog[] {
  const keys = texts.map((text) => {
    const key = parseVerifierKey(text)
    if (!key.ok) throw new WitnessProblem(key.refusal.reason)
    if (key.value.type !== 'note') throw new WitnessProblem(`the key '${key.value.name}' is not the key of a log`)
    return key.value
  })
  return [...Map.groupBy(keys, ({ name }) => name)].map(([origin, ofLog]) => ({ origin, keys: ofLog }))
}
