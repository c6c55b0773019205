import { ModelDocument } from '@kooperacje/domain'
import { type Asked, everyFieldOf, type Field, KEY, VALUE } from '../record/shape.ts'

/** What a form of a model document asks for, read off its schema. */
export const documentFields: readonly Field[] = everyFieldOf(ModelDocument)
export const documentAsks: Asked = { kind: 'group', fields: documentFields, tuple: false }

type Rows = Extract<Asked, { readonly kind: 'rows' }>

/** What is said on a few lines stands in the list; a thing with lists of groups of its own gets a page. */
export const isApart = (asks: Asked): boolean => asks.kind === 'rows' && holdsGroups(itemOf(asks))

function holdsGroups(asks: Asked): boolean {
  switch (asks.kind) {
    case 'group':
      return asks.fields.some((field) => holdsGroups(field.asks))
    case 'rows':
      return (asks.of.kind === 'group' && !asks.of.tuple && !isCondition(asks)) || asks.of.kind === 'variant'
    default:
      return false
  }
}

const isCondition = ({ of, keyed }: Rows): boolean =>
  keyed && of.kind === 'group' && of.fields.every(({ asks }) => asks.kind === 'text' || asks.kind === 'plain')

/** What stands under one key, or one row. */
export function itemOf(asks: Asked): Asked {
  if (asks.kind !== 'rows') return asks
  const { of, keyed } = asks
  if (!keyed || of.kind !== 'group') return of
  const value = of.fields.find(({ name }) => name === VALUE)
  return value ? value.asks : { ...of, fields: of.fields.filter(({ name }) => name !== KEY) }
}

/** Of the document itself: what is no list and no group stands on its first page, everything else on a page of its own. */
export const isBasic = ({ asks }: Field): boolean => !['group', 'rows', 'several'].includes(asks.kind)
export const sections: readonly Field[] = documentFields.filter((field) => !isBasic(field))
