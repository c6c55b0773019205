import { z } from 'zod'
import { agreement } from '../agreements/process.ts'
import { barrier } from '../barriers/process.ts'
import { basket } from '../basket/process.ts'
import { caseProcess } from '../cases/process.ts'
import { isRestricted } from '../cases/restricted.ts'
import { socialContract } from '../contracts/process.ts'
import { institution } from '../institutions/process.ts'
import { interdisciplinaryTeam } from '../interdisciplinary-teams/process.ts'
import { type CommandDefinition, defineCommand } from '../kernel/command.ts'
import { CorrectionReason, correctionOf, FactAnnulled } from '../kernel/correction.ts'
import { event } from '../kernel/event.ts'
import type { ProcessDefinition, ProcessState } from '../kernel/process.ts'
import { refuse } from '../kernel/refusal.ts'
import { matter } from '../matters/process.ts'
import { meeting } from '../meetings/process.ts'
import { milestone } from '../milestones/process.ts'
import { vocabulary } from '../model/vocabulary.ts'
import { partnership } from '../partnerships/process.ts'
import { pilot } from '../pilots/process.ts'
import { practice } from '../practices/process.ts'
import { recommendation } from '../recommendations/process.ts'
import { referral } from '../referrals/process.ts'
import { remark } from '../remarks/process.ts'
import { support } from '../support/process.ts'

// biome-ignore lint/suspicious/noExplicitAny: the same command serves processes of all states
type AnyProcess = ProcessDefinition<any, any>

const Body = z.strictObject({
  corrects: z.int().min(1).describe('Version, in the stream, of the fact that was recorded wrongly'),
  reason: CorrectionReason,
  annul: z.literal(true).optional().describe('It never happened'),
  fact: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('The whole payload as it should be; left out where only the date was wrong'),
  factOccurredAt: z.iso.datetime({ offset: true }).optional().describe('When it really happened, if that was wrong'),
})

/**
 * Which streams can be corrected by whom is the route's to say; how, is the same for all. Restricted facts have a command of
 * their own: to the other one they are not there, for whoever could correct one by its number would learn of it.
 */
function correctFact<Name extends string>(
  name: Name,
  process: AnyProcess,
  { restricted = false } = {},
): CommandDefinition<ProcessState, typeof Body, object & Record<never, never>, Name> {
  const own = process.events.filter(({ type }) => isRestricted(type) === restricted)
  const corrections = new Map(own.map((definition) => [definition.type, correctionOf(definition)]))
  return defineCommand({
    name,
    about: 'Correct or annul a fact that was recorded wrongly; both stay in the history, and everything follows.',
    process,
    body: Body,
    adds: [...corrections.values(), FactAnnulled],
    history: true,
    // biome-ignore lint/suspicious/noExplicitAny: guards of each process know what they asked for
    reads: ({ body, state }): any => {
      const names = Object.entries(process.looksAt?.(state, body.fact ?? {}) ?? {})
      return Object.fromEntries(
        names.map(([as, { type, id }]) => [as, { process: vocabulary.find((each) => each.name === type), id }]),
      )
    },
    events: ({ body, history, occurredAt }) => {
      const { corrects, reason, annul, factOccurredAt } = body
      const wrong = history.find(({ streamVersion }) => streamVersion === corrects)
      const definition = wrong && own.find(({ type }) => type === wrong.type)
      const correction = definition && corrections.get(definition.type)
      if (!wrong || !definition || !correction) return refuse('no-such-fact', { corrects })
      if (annul) return [event(FactAnnulled, { corrects, type: wrong.type, reason })]
      if (!body.fact && !factOccurredAt) return refuse('invalid-fact', { need: ['annul', 'fact', 'factOccurredAt'] })
      const happened = factOccurredAt && new Date(factOccurredAt).toISOString()
      if (happened && happened > occurredAt) return refuse('occurred-in-future', { occurredAt: happened })
      const parsed = definition.data.safeParse(body.fact ?? wrong.data)
      if (!parsed.success) {
        const issues = faultsOf(parsed.error)
        return refuse('invalid-fact', { issues })
      }
      const at = happened ? { occurredAt: happened } : {}
      return [event(correction, { corrects, reason, ...at, fact: parsed.data })]
    },
  }) as never
}

const faultsOf = ({ issues }: z.core.$ZodError) =>
  issues.map(({ path, message }) => ({ path: ['fact', ...path].join('.'), message }))

/** A version of the model has none: its text is revised while it is a draft, and never again once others rely on it. */
export const correctionCommands = [
  correctFact('CorrectInstitutionFact', institution),
  correctFact('CorrectPartnershipFact', partnership),
  correctFact('CorrectReferralFact', referral),
  correctFact('CorrectCaseFact', caseProcess),
  correctFact('CorrectRestrictedFact', caseProcess, { restricted: true }),
  correctFact('CorrectMeetingFact', meeting),
  correctFact('CorrectContractFact', socialContract),
  correctFact('CorrectBasketFact', basket),
  correctFact('CorrectAgreementFact', agreement),
  correctFact('CorrectPilotFact', pilot),
  correctFact('CorrectMilestoneFact', milestone),
  correctFact('CorrectSupportFact', support),
  correctFact('CorrectRemarkFact', remark),
  correctFact('CorrectBarrierFact', barrier),
  correctFact('CorrectRecommendationFact', recommendation),
  correctFact('CorrectPracticeFact', practice),
  correctFact('CorrectMatterFact', matter),
  correctFact('CorrectInterdisciplinaryTeamFact', interdisciplinaryTeam),
] as const
