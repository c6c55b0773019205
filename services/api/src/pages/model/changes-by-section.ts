import type { ModelChange } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { type ChangeLine, changeLines, listed, type Versions } from './change-line.ts'
import { courseNames } from './course-names.ts'
import { parameterName, parameterValue } from './parameter.ts'
import { processLines } from './process-lines.ts'
import { ruleSaid } from './rule-said.ts'
import { categorySaid, closureSaid, stageSaid } from './things-said.ts'

/** Changes in their order, as lines under the names of what they are about: of a process, its own. */
export function changesBySection(
  words: Words,
  changes: readonly ModelChange[],
  versions: Versions,
): ReadonlyMap<string, readonly ChangeLine[]> {
  const sections = new Map<string, ChangeLine[]>()
  for (const change of changes) {
    const name = sectionOf(words, change, versions)
    const lines = sections.get(name) ?? []
    lines.push(...linesOf(words, change, versions))
    sections.set(name, lines)
  }
  return sections
}

function sectionOf(words: Words, change: ModelChange, { after }: Versions): string {
  const { section } = words.texts.modelChanges
  return 'process' in change ? courseNames(words, after, change.process).name : section[change.what]
}

type Names = Readonly<Record<string, string>>
interface Named {
  readonly id: string
  readonly pl: string
  readonly en: string
}

function linesOf(words: Words, change: ModelChange, versions: Versions): readonly ChangeLine[] {
  const { modelChanges: texts } = words.texts
  const nameIn = (things: readonly Named[], id: string) => things.find((each) => each.id === id)?.[words.locale] ?? id
  switch (change.what) {
    case 'NAME': {
      const name = (texts.name as Names)[change.id] ?? change.id
      return changeLines(words, name, change, { whole: (value) => (texts.family as Names)[value] ?? value }, versions)
    }
    case 'PARAMETER': {
      const said = { whole: (value: number | string[]) => parameterValue(words, value) }
      return changeLines(words, parameterName(words, change.id), change, said, versions)
    }
    case 'SECTOR':
      return changeLines(words, words.code('sector', change.id), change, { whole: () => texts.yes }, versions)
    case 'STAGE': {
      const name = (change.before ?? change.after)?.[words.locale] ?? change.id
      return changeLines(words, name, change, stageSaid(words), versions)
    }
    case 'STAGE_ORDER': {
      const said = {
        whole: (ids: string[], { stages }: Versions['after']) => listed(ids.map((id) => nameIn(stages, id))),
      }
      return changeLines(words, texts.stage.order, change, said, versions)
    }
    case 'DEADLINE': {
      const name = (change.before ?? change.after)?.[words.locale] ?? ''
      return changeLines(words, `${change.id} ${name}`, change, ruleSaid(words), versions)
    }
    case 'CLOSURE_REASON':
      return changeLines(words, words.code('closureReason', change.id), change, closureSaid(words), versions)
    case 'CATEGORY': {
      const name = (change.before ?? change.after)?.[words.locale] ?? change.id
      return changeLines(words, name, change, categorySaid(words), versions)
    }
    case 'EXCLUSIVE_PAIR': {
      const categories = [versions.after, versions.before].flatMap(({ taxonomy }) => taxonomy.categories)
      const [one = '', other = ''] = (change.before ?? change.after ?? []).map((id) => nameIn(categories, id))
      return changeLines(words, texts.exclusive(one, other), change, { whole: () => texts.yes }, versions)
    }
    default:
      return processLines(words, change, versions)
  }
}
