/**
 * Under which keys tables know a field, the narrowest first: `goals.0.text` of `AgreePlan` is `AgreePlan.goals.text`,
 * `goals.text`, `text`. In a correction the type of the fact stands before its fields: `fact.CaseClosed.reason` is
 * `CaseClosed.reason`, and the fact itself is `fact`.
 */
export function keysOf(command: string, path: string): readonly string[] {
  const all = path.split('.').filter((step) => !/^\d+$/.test(step))
  const steps = isType(all.at(-1) ?? '') ? all.slice(0, -1) : all
  const whole = steps.join('.')
  return [...new Set([`${command}.${whole}`, whole, steps.slice(-2).join('.'), steps.at(-1) ?? ''])]
}

/** Names of fields begin with a small letter. */
export const isType = (step: string): boolean => /^[A-Z]/.test(step)
