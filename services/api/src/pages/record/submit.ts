import type { CommandOutcome, CommandRequest } from '@kooperacje/commands'
import { Id, type Refusal } from '@kooperacje/domain'
import { waitForPosition } from '@kooperacje/events'
import { z } from 'zod'
import { perform } from '../../http/command-route.ts'
import { problemOfAppend, problemTypes } from '../../http/problems.ts'
import type { FieldFault } from '../parts/error-summary.ts'
import { recordedAt } from '../paths.ts'
import type { ChoiceSource } from './choices.ts'
import { occurredAtOf } from './day.ts'
import { faultsOf } from './faults.ts'
import { type Form, textIn } from './form.ts'
import { landing } from './landing.ts'
import { OWN_ID } from './link-query.ts'
import { bodyIn, withoutBlankRows } from './read-form.ts'
import { DAY, refusalFault, stateNames } from './refusal-faults.ts'
import { suggestedKeys } from './suggestions.ts'
import { askedBy, parsedBy, type Target } from './target.ts'

/** What the pages that a form leads back to are made from. */
const SHOWN = [
  'cases',
  'case_timeline',
  'partnerships',
  'partnership_members',
  'partnership_timeline',
  'referral_inbox',
  'model_versions',
]
/** The fact is recorded either way: a page that lags behind is better than one that does not come. */
const MOST_WAIT_MS = 2000

type Sent =
  | { readonly location: string }
  | { readonly form: Form; readonly faults: readonly FieldFault[]; readonly status: number }

const Key = z.uuid()
const Moment = z.iso.datetime()
const Day = z.iso.date()

/** Checks a form and does what it asks for, as the route of the command would. */
export async function submit(source: ChoiceSource, target: Target, sent: Form, requestId: string): Promise<Sent> {
  const { words, context, ledger, principal, state } = source
  const { command, thing, route } = target
  const fields = askedBy(target)
  const form = withoutBlankRows(fields, sent, suggestedKeys)
  const parsed = parsedBy(target, bodyIn(fields, form))
  const own = frameFaults(source, form)
  if ('issues' in parsed || own.length > 0) {
    const faults = 'issues' in parsed ? faultsOf(words, command.name, fields, form, parsed.issues) : []
    return { form, faults: [...own, ...faults], status: 422 }
  }
  const [key, openedAt] = [Key.safeParse(textIn(form, '@key')), Moment.safeParse(textIn(form, '@at'))]
  const request: CommandRequest = {
    ledger,
    command,
    id: thing?.id ?? (textIn(form, OWN_ID).trim() || undefined),
    body: parsed.body,
    by: principal,
    occurredAt: occurredAtOf(textIn(form, DAY), openedAt.data),
    // Whose it is belongs to it: nobody's sending is answered with somebody else's.
    idempotencyKey: key.success ? `form:${principal.actorId}:${key.data}` : undefined,
    correlationId: requestId,
  }
  const outcome = await perform(context, route.steps, request)
  if (outcome.ok) {
    await waitForPosition(context.pool, SHOWN, ledger, outcome.position, Math.min(context.waitMs, MOST_WAIT_MS))
    return { location: recordedAt(landing(source, target, outcome, parsed.body, state), command.name) }
  }
  const names = stateNames(words, context.handler.models(ledger), state)
  const { refusal } = outcome
  if ('details' in refusal) {
    const places = command.creates === true ? [...fields, { name: OWN_ID }] : fields
    return { form, faults: [refusalFault(words, places, refusal, names)], status: problemTypes[refusal.code].status }
  }
  return notAppended(source, form, refusal)
}

/** What is wrong with the form's own fields. */
function frameFaults({ words }: ChoiceSource, form: Form): readonly FieldFault[] {
  const { record: texts } = words.texts
  const faults: FieldFault[] = []
  if (!Day.safeParse(textIn(form, DAY)).success) {
    faults.push({ field: DAY, message: `${texts.day}: ${texts.faults.day}` })
  }
  const own = textIn(form, OWN_ID).trim()
  if (own !== '' && !Id.safeParse(own).success) {
    faults.push({ field: OWN_ID, message: `${texts.ownId[0]}: ${texts.faults.id}` })
  }
  return faults
}

type AppendRefusal = Exclude<Extract<CommandOutcome, { ok: false }>['refusal'], Refusal>

/** Sent before with another content: sending it now is another record, and needs a key of its own. */
function notAppended({ words }: ChoiceSource, form: Form, refusal: AppendRefusal): Sent {
  const { code } = problemOfAppend(refusal, false)
  const isReused = code === 'idempotency-key-reused'
  const message = isReused ? words.texts.record.sentAlready : problemTypes[code][words.locale]
  const again = isReused ? new Map(form).set('@key', [crypto.randomUUID()]) : form
  return { form: again, faults: [{ field: null, message }], status: problemTypes[code].status }
}
