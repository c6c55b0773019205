import { writeFile } from 'node:fs/promises'
import { eventDefinitions } from '@kooperacje/domain'
import { fileOf, published, toPublish } from './published.ts'

// Nothing is written when anything is refused: half of a change is harder to understand than none.
const standing = await published()
const asked = eventDefinitions.map((definition) => ({
  definition,
  answer: toPublish(definition, standing.get(definition.type)),
}))
const refused = asked.flatMap(({ answer }) => ('refused' in answer ? [answer.refused] : []))
if (refused.length > 0) {
  process.stderr.write(`${refused.join('\n')}\n`)
  process.exitCode = 1
} else {
  for (const { definition, answer } of asked) {
    const schema = 'schema' in answer ? answer.schema : null
    if (schema) await writeFile(fileOf(definition), `${JSON.stringify(schema, null, 2)}\n`)
  }
}
