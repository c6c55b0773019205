import type { ClosureRule, ModelDocument } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { listed, nameAspects, type Said } from './change-line.ts'
import { courseNames } from './course-names.ts'

type Stage = ModelDocument['stages'][number]
type Category = ModelDocument['taxonomy']['categories'][number]

export function stageSaid(words: Words): Said<Stage> {
  const { stage: texts } = words.texts.modelChanges
  const level = (stage: Stage) => words.code('barrierLevel', stage.level)
  const states = ({ states }: Stage, document: ModelDocument) =>
    listed(
      states.map((name) => {
        const [process = '', state = ''] = name.split('/')
        return courseNames(words, document, process).state(state)
      }),
    )
  return {
    whole: states,
    aspects: {
      ...nameAspects<Stage>(words),
      level: { label: texts.level, write: level },
      states: { label: texts.states, write: states },
    },
  }
}

export function closureSaid({ texts }: Words): Said<ClosureRule> {
  const { closure, closureWhen, closureNote } = texts.modelChanges
  const when = (rule: ClosureRule) => closureWhen[rule.when]
  const note = (rule: ClosureRule) => closureNote[rule.note]
  return {
    whole: when,
    aspects: { when: { label: closure.when, write: when }, note: { label: closure.note, write: note } },
  }
}

export function categorySaid(words: Words): Said<Category> {
  const lifeArea = (category: Category) => words.code('lifeArea', category.lifeArea)
  return {
    whole: lifeArea,
    aspects: {
      ...nameAspects<Category>(words),
      lifeArea: { label: words.texts.modelChanges.category.lifeArea, write: lifeArea },
    },
  }
}
