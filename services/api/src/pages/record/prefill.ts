import { type CaseState, Id } from '@kooperacje/domain'
import type { ChoiceSource } from './choices.ts'
import { at, type Form, optionAt } from './form.ts'
import type { Asked, Field } from './shape.ts'
import { formWith } from './write-form.ts'

/** What is known before anybody types. */
const known: Readonly<Record<string, (source: ChoiceSource) => Readonly<Record<string, unknown>>>> = {
  QualifyCase: ({ principal }) => (principal.role === 'COORDINATOR' ? { coordinatorId: principal.actorId } : {}),
  GiveConsent: ({ state }) => ({ adultsCovered: (state as CaseState | null)?.adults }),
  CompleteFinalEvaluation: ({ state }) => ({
    ratings: ((state as CaseState | null)?.goals ?? []).map(({ goalId, lifeArea }) => ({ goalId, lifeArea })),
  }),
}

/** The form as it is opened: what its schema presets, what the state says, what the link to it names. */
export function prefilled(source: ChoiceSource, command: string, fields: readonly Field[]): Form {
  const form = new Map(formWith(fields, known[command]?.(source) ?? {}))
  for (const path of linkable(fields, '')) {
    const named = source.query[path]
    // Ids and codes only: words of whoever made the link have no place in a form that somebody trusts.
    if (named !== undefined && Id.safeParse(named).success) form.set(path, [named])
  }
  return form
}

const linkable = (fields: readonly Field[], path: string): readonly string[] =>
  fields.flatMap(({ name, asks }) => linkableAt(asks, at(path, name)))

function linkableAt(asks: Asked, path: string): readonly string[] {
  switch (asks.kind) {
    case 'id':
    case 'choice':
      return [path]
    case 'group':
      return linkable(asks.fields, path)
    case 'variant':
      return [optionAt(path, asks.by), ...asks.options.flatMap(({ fields }) => linkable(fields, path))]
    default:
      return []
  }
}
