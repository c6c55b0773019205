import { at } from './form.ts'

/** The id of the thing that a command begins, where a person may choose it. */
export const OWN_ID = '@id'

/** For the address of a form: the values that `prefilled` takes from it. */
export function linkQuery(body: Readonly<Record<string, unknown>>, path = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(body).map(([name, value]) =>
      typeof value === 'object' && value !== null
        ? linkQuery(value as Readonly<Record<string, unknown>>, at(path, name))
        : { [name === 'id' && path === '' ? OWN_ID : at(path, name)]: String(value) },
    ),
  )
}
