import type { Words } from '../i18n/words.ts'

/** What a step asks for, in the order in which it is asked. */
export const guardsSaid = ({ guard }: Words, process: string, names: readonly string[] = []): string =>
  names.map((name) => guard(process, name)).join('; ') || '–'
