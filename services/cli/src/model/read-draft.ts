import { readFile } from 'node:fs/promises'
import { checkModel, type ModelDocument, type ModelFault } from '@kooperacje/domain'
import type { Context } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'

export type Draft = { readonly document: ModelDocument } | { readonly faults: readonly ModelFault[] }

/** A draft from a file, or from standard input with `-`. */
export async function readDraft(file: string, { input }: Pick<Context, 'input'>): Promise<Draft> {
  const text = file === '-' ? await all(input) : await contents(file)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Failure(`${file} is not JSON: ${error instanceof Error ? error.message : error}`)
  }
  const { document, faults } = checkModel(json)
  return document === null ? { faults } : { document }
}

/** A draft that is to be worked with: one with a fault cannot be. */
export async function readSoundDraft(file: string, context: Pick<Context, 'input'>): Promise<ModelDocument> {
  const draft = await readDraft(file, context)
  if ('document' in draft) return draft.document
  throw new Failure(`${file} cannot become a version of the model: ${draft.faults.map(faultText).join('; ')}`)
}

export const faultText = ({ path, reason }: ModelFault): string => `${path === '' ? 'the document' : path}: ${reason}`

async function contents(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

async function all(input: Context['input']): Promise<string> {
  let text = ''
  for await (const piece of input) text += piece
  return text
}
