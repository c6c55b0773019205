import { readFileSync } from 'node:fs'

/** A sister model as an office would send it: text, which no code of ours knows. */
export const readRuralModel = (): unknown =>
  JSON.parse(readFileSync(new URL('./models/rural.json', import.meta.url), 'utf8'))
