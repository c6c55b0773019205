/**
 * What a guard asks for and what a reaction does, by its name; `contract.reviewsWithinTerm` where the same name says something
 * else in one process. Held against every vocabulary by `rule-texts.spec.ts`.
 */
export type RuleTexts = Readonly<Record<string, string>>

export const ruleText = (texts: RuleTexts, process: string, name: string): string =>
  texts[`${process}.${name}`] ?? texts[name] ?? name
