import { localAuthorityOf } from '@kooperacje/domain'
import type { CodeGroup } from '../i18n/code-names.ts'
import type { Words } from '../i18n/words.ts'

/** Which list of codes the groups of a breakdown are from. */
const codes: Readonly<Record<string, CodeGroup>> = {
  region: 'region',
  sector: 'sector',
  kind: 'clientKind',
  status: 'partnershipStatus',
  mode: 'mode',
  variant: 'contractVariant',
  origin: 'origin',
  role: 'role',
}

/** A group by its name on the screen; by its key where it has none. */
export function groupName(words: Words, by: string, key: string): string {
  if (key === 'NOT_STATED') return words.texts.indicator.notStated
  if (by === 'lau') return localAuthorityOf(key)?.name ?? key
  const group = codes[by]
  const name = group === undefined ? key : words.code(group, key)
  return name === key ? words.code('indicatorPart', key) : name
}
