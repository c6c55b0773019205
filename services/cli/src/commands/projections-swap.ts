import { swapBuilt } from '@kooperacje/readmodels'
import { defineCommand, type ExitCode, required } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { projectionName } from '../command-line/kinds.ts'
import { withHistory } from '../history/open.ts'
import { chooseProjections } from './choose-projections.ts'
import { refusalSentence } from './rebuild-refusal.ts'

export const projectionsSwap = defineCommand({
  about: 'Put the tables that `koop projections rebuild --keep` has left beside the old ones in their place.',
  details: [
    'They are first brought up to what was recorded since; then both sides change places in one transaction, and the old tables are gone. No reader sees anything in between.',
  ],
  operands: { name: required(projectionName, 'The projection (see `koop projections status`).') },
  options: {},
  examples: [{ line: 'koop projections swap cases', about: 'After `koop projections diff cases`.' }],
  async run({ out, environment }, { name }) {
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool, codec }) => {
      for (const projection of chooseProjections(name, false).projections) {
        const result = await swapBuilt(pool, codec, projection)
        if (!result.ok) throw new Failure(refusalSentence(name, result.refusal))
        await out.line(`${name}: the new tables are in place`)
      }
      return 0
    })
  },
})
