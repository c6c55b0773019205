/**
 * Under which keys tables know a field, the narrowest first: `goals.0.text` of `AgreePlan` is `AgreePlan.goals.text`,
 * `goals.text`, `text`.
 */
export function keysOf(command: string, path: string): readonly string[] {
  const steps = path.split('.').filter((step) => !/^\d+$/.test(step))
  const whole = steps.join('.')
  return [...new Set([`${command}.${whole}`, whole, steps.slice(-2).join('.'), steps.at(-1) ?? ''])]
}
