import { z } from 'zod'
import { ModelDocument } from './document.ts'
import { because, type ModelFault, type Reason, type Vocabulary } from './fault.ts'
import { deadlineFaults } from './validate-deadlines.ts'
import { processFaults } from './validate-processes.ts'
import { vocabulary } from './vocabulary.ts'

const words: Vocabulary = new Map(vocabulary.map((process) => [process.name, process]))

export type ModelCheck =
  | { readonly document: ModelDocument; readonly faults: readonly [] }
  | { readonly document: null; readonly faults: readonly ModelFault[] }

/**
 * May this become a version of the model? All faults at once: first those of its form, then, if the form is right, what it
 * says that cannot be meant: unknown words, states without a way in or out, deadlines that nothing can meet.
 */
export function checkModel(input: unknown): ModelCheck {
  const parsed = ModelDocument.safeParse(input)
  if (!parsed.success) return { document: null, faults: parsed.error.issues.map(formFault) }
  const document = parsed.data
  const faults = [...processFaults(document, words), ...deadlineFaults(document, words), ...listFaults(document)]
  return faults.length > 0 ? { document: null, faults } : { document, faults: [] }
}

const formFault = ({ path, message }: z.core.$ZodIssue): ModelFault => ({
  path: path.join('.'),
  reason: message,
  pl: 'nie zgadza się ze schematem dokumentu',
})

function listFaults({ stages, taxonomy, closureReasons, processes, parameters }: ModelDocument): readonly ModelFault[] {
  const faults: ModelFault[] = []
  const add = (path: string, reason: Reason) => faults.push({ path, ...reason })
  const categories = new Set(taxonomy.categories.map(({ id }) => id))
  for (const at of repeated(taxonomy.categories.map(({ id }) => id)))
    add(`taxonomy.categories.${at}.id`, because('stands-twice'))
  taxonomy.exclusive.forEach((pair, at) => {
    for (const id of pair) if (!categories.has(id)) add(`taxonomy.exclusive.${at}`, because('no-such-category', id))
    if (pair[0] === pair[1]) add(`taxonomy.exclusive.${at}`, because('excludes-itself'))
  })
  for (const at of repeated(closureReasons.map(({ reason }) => reason)))
    add(`closureReasons.${at}.reason`, because('stands-twice'))
  stages.forEach(({ states }, at) => {
    states.forEach((name, nth) => {
      const [process = '', state = ''] = name.split('/')
      if (!processes[process]?.states[state]) add(`stages.${at}.states.${nth}`, because('no-such-state', name))
    })
  })
  if (parameters.minSectors > parameters.minInstitutions + 1) {
    add('parameters.minSectors', because('too-many-sectors'))
  }
  return faults
}

const repeated = (ids: readonly string[]): readonly number[] =>
  ids.flatMap((id, at) => (ids.indexOf(id) < at ? [at] : []))

/** The schema of the document for editors and other programs (JSON Schema 2020-12). */
export const modelSchema = (): Record<string, unknown> => z.toJSONSchema(ModelDocument) as Record<string, unknown>
