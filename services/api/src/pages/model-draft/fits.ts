import { type Asked, KEY, VALUE } from '../record/shape.ts'

/** Lists where lists are asked for, and groups where groups: whatever else is wrong can be told at its field. */
export function fits(asks: Asked, value: unknown): boolean {
  if (value === undefined || value === null) return true
  switch (asks.kind) {
    case 'group': {
      if (typeof value !== 'object' || Array.isArray(value) !== asks.tuple) return false
      const parts: Readonly<Record<string, unknown>> = asks.tuple
        ? Object.fromEntries(asks.fields.map(({ name }, i) => [name, (value as readonly unknown[])[i]]))
        : (value as Readonly<Record<string, unknown>>)
      return asks.fields.every((field) => fits(field.asks, parts[field.name]))
    }
    case 'variant':
      return (
        typeof value === 'object' &&
        asks.options.some(({ fields }) => fits({ kind: 'group', fields, tuple: false }, value))
      )
    case 'several':
      return Array.isArray(value) && value.every((each) => typeof each === 'string')
    case 'rows':
      return asks.keyed
        ? fitsRecord(asks.of, value)
        : Array.isArray(value) && value.every((each) => fits(asks.of, each))
    case 'plain':
      return typeof value !== 'object' || (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    default:
      return typeof value !== 'object'
  }
}

function fitsRecord(of: Asked, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || of.kind !== 'group') return false
  const rest = of.fields.filter(({ name }) => name !== KEY)
  const single = rest.find(({ name }) => name === VALUE)
  const asks: Asked = single ? single.asks : { ...of, fields: rest }
  return Object.values(value).every((each) => fits(asks, each))
}
