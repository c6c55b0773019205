/** A name, and a hint where the name alone could be misread. */
export type FieldName = string | readonly [name: string, hint: string]

/**
 * By the name of the field in the command's body. Narrower keys win where a field means something else: `CloseCase.note` in
 * that command, `goals.text` inside that list; `goals[]` is one row of the list. Held against every command with a route by
 * `record/labels.spec.ts`.
 */
export type FieldNames = Readonly<Record<string, FieldName>>
