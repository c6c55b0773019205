import { commandDefinitions, correctionCommands, type EventDefinition } from '@kooperacje/domain'
import { describe, expect, it } from 'vitest'
import { commandRoutes } from '../../routes/registry.ts'
import { locales } from '../i18n/locale.ts'
import { words } from '../i18n/words.ts'
import { isDrawnAsBoxes } from '../model-draft/boxes.ts'
import { documentFields, isApart, itemOf } from '../model-draft/document-shape.ts'
import { DOCUMENT } from '../model-draft/names.ts'
import { codeGroupOf } from './code-groups.ts'
import { at } from './form.ts'
import { keysOf } from './keys.ts'
import { type Asked, type Field, fieldsOf } from './shape.ts'

interface Place {
  readonly path: string
  readonly asks: Asked
}

const placesIn = (fields: readonly Field[], path = ''): readonly Place[] =>
  fields.flatMap(({ name, asks }) => placesAt(asks, at(path, name)))

function placesAt(asks: Asked, path: string): readonly Place[] {
  const here = { path, asks }
  switch (asks.kind) {
    case 'group':
      return [here, ...placesIn(asks.fields, path)]
    case 'rows':
      return [here, ...placesAt(asks.of, at(path, 0)).filter((place) => place.path !== at(path, 0))]
    case 'variant':
      return [
        here,
        { path: at(path, asks.by ?? '?'), asks: { kind: 'choice', values: asks.options.map(({ value }) => value) } },
        ...asks.options.flatMap(({ fields }) => placesIn(fields, path)),
      ]
    default:
      return [here]
  }
}

const commands = [...new Set(commandRoutes.map(({ command }) => command))].map((name) => ({
  name: name as string,
  form: name as string,
  places: placesIn(fieldsOf(commandDefinitions[name].body)),
}))

/** What a correction asks for is what the fact says. */
const corrections = correctionCommands.flatMap(({ name, process }) =>
  process.events.map((fact: EventDefinition) => ({
    name: name as string,
    form: `${name} of ${fact.type}`,
    places: placesIn(fieldsOf(fact.data), `fact.${fact.type}`),
  })),
)
/** What has a page of its own stands there without its key. */
const paged = (asks: Asked): Asked => {
  if (isApart(asks)) return { kind: 'rows', of: paged(itemOf(asks)), keyed: false, least: 0 }
  return asks.kind === 'group' ? { ...asks, fields: asks.fields.map(pagedField) } : asks
}
const pagedField = (field: Field): Field => ({ ...field, asks: paged(field.asks) })

const document = { name: DOCUMENT, form: 'a model document', places: placesIn(documentFields.map(pagedField)) }
const forms = [...commands, ...corrections, document]

describe.each(locales)('forms in %s', (locale) => {
  const { field, code, command } = words[locale]

  it.each(forms)('name $form and every field of it', ({ name, places }) => {
    if (name !== document.name) expect(command(name)).not.toBe(name)
    const unnamed = places.filter(({ path }) => field(keysOf(name, path)) === undefined)
    expect(unnamed.map(({ path }) => path)).toEqual([])
    const rows = places.filter(({ asks }) => asks.kind === 'rows' && !(name === DOCUMENT && isDrawnAsBoxes(asks)))
    const namelessRows = rows.filter(({ path }) => field(keysOf(name, path).map((key) => `${key}[]`)) === undefined)
    expect(namelessRows.map(({ path }) => path)).toEqual([])
  })

  it.each(forms)('name every value to choose from in $form', ({ name, places }) => {
    const unnamed = places.flatMap(({ path, asks }) => {
      const values =
        asks.kind === 'choice' || asks.kind === 'several' ? asks.values : asks.kind === 'id' ? asks.besides : []
      const group = codeGroupOf(name, path)
      return values
        .filter((value) => group === undefined || code(group, value) === value)
        .map((value) => `${path}: ${value}`)
    })
    expect(unnamed).toEqual([])
  })
})

it('names fields in both languages under the same keys', () => {
  const keys = Object.keys(words.pl.fieldNames).sort()
  expect(Object.keys(words.en.fieldNames).sort()).toEqual(keys)
})
