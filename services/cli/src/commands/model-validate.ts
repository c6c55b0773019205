import { defineCommand, required } from '../command-line/command.ts'
import { fileName } from '../command-line/kinds.ts'
import { faultText, readDraft } from '../model/read-draft.ts'

export const modelValidate = defineCommand({
  about: 'Check a document that is to become a version of the model; all faults at once, each with its place.',
  details: [
    'First its form (docs/reference/model.schema.json), then whether it can be meant: words that no process knows, states that nothing leads to or out of, deadlines that nothing can meet, rows that overlap, a statutory deadline without its law. The exit code is 1 when there is a fault.',
  ],
  operands: { file: required(fileName, 'The document as JSON; - is standard input.') },
  options: {},
  examples: [{ line: 'koop model validate draft.json', about: 'May this become a version?' }],
  async run(context, { file }) {
    const draft = await readDraft(file, context)
    if ('document' in draft) {
      await context.out.line(`${file}: version ${draft.document.version} has no fault`)
      return 0
    }
    const { faults } = draft
    await context.out.write(
      `${file}: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}\n${faults.map((fault) => `  ${faultText(fault)}\n`).join('')}`,
    )
    return 1
  },
})
