import { randomUUID } from 'node:crypto'
import { businessDate, Id } from '@kooperacje/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { requireSession } from '../../auth/authenticate.ts'
import type { ApiContext } from '../../http/context.ts'
import { collections } from '../../queries/steps.ts'
import { sendPage } from '../layout.ts'
import type { Thing } from '../parts/steps.ts'
import { visitOf } from '../visit.ts'
import type { ChoiceSource } from './choices.ts'
import { CHOSEN, filledWith, isFilledWith, placeOfFact } from './correction.ts'
import { factToCorrect, openedInForm } from './fact-to-correct.ts'
import { type Form, formOf, textIn } from './form.ts'
import { type FormView, formPage } from './form-page.ts'
import { OWN_ID } from './link-query.ts'
import { prefilled } from './prefill.ts'
import { rearranged } from './rearranged.ts'
import { DAY } from './refusal-faults.ts'
import { submit } from './submit.ts'
import { askedBy, isOfCorrection, stateOf, type Target, targetOf } from './target.ts'

/** One form for every command that has a route, below the thing that it is about, or by itself where it begins one. */
export function registerRecordForms(app: FastifyInstance, context: ApiContext): void {
  const places = [null, ...collections.keys()]
  for (const collection of places) {
    const url = `/o/:ledger${collection === null ? '' : `${collection}/:id`}/record/:command`
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      const opened = await open(context, request, reply, collection)
      const form = await withFact(opened, freshForm(opened))
      return show(request, reply, { ...opened, form, faults: [], status: 200, focus: null })
    })
    app.post(url, { schema: { hide: true } }, async (request, reply) => {
      requireSession(request)
      const form = formOf(request.body)
      const opened = await open(context, request, reply, collection, textIn(form, CHOSEN))
      const { fact } = opened.target
      if (fact && !isFilledWith(form, fact)) {
        const filled = await withFact(opened, form)
        return show(request, reply, { ...opened, form: filled, faults: [], status: 200, focus: placeOfFact(fact) })
      }
      const changed = rearranged(form)
      if (changed) return show(request, reply, { ...opened, ...changed, faults: [], status: 200 })
      const outcome = await submit(opened.source, opened.target, form, String(request.id))
      if ('location' in outcome) return reply.redirect(outcome.location, 303)
      return show(request, reply, { ...opened, ...outcome, focus: null })
    })
  }
}

interface Opened {
  readonly source: ChoiceSource
  readonly target: Target
}

async function open(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  collection: string | null,
  corrects?: string,
): Promise<Opened> {
  const { command, id } = request.params as { command: string; id?: string }
  const thing: Thing | null = collection === null ? null : { collection, id: id ?? '' }
  const target = targetOf(command, thing)
  const visit = visitOf(context, request, reply, target.route.permission)
  const process = thing === null ? null : target.command.process.name
  const source = { ...visit, process, state: await stateOf(context, visit.ledger, target) }
  const chosen = Number(corrects ?? visit.query[CHOSEN])
  const fact = isOfCorrection(target) ? await factToCorrect(source, command, chosen) : null
  return { source, target: { ...target, fact } }
}

/** The form with the fact that was chosen. What it says of a person is put on record before it is shown. */
async function withFact({ source, target: { fact } }: Opened, form: Form): Promise<Form> {
  if (fact === null) return form
  if (!fact.isClosed) await openedInForm(source, fact)
  return filledWith(new Map([...form, [CHOSEN, [String(fact.corrects)]]]), fact)
}

function freshForm({ source, target }: Opened): Form {
  const now = source.context.now().toISOString()
  const own = source.query[OWN_ID]
  return new Map([
    ...prefilled(source, target.command.name, askedBy(target)),
    ['@key', [randomUUID()]],
    ['@at', [now]],
    [DAY, [businessDate(now)]],
    // Ids only, like all that a link may bring along.
    ...(own !== undefined && Id.safeParse(own).success ? [[OWN_ID, [own]] as const] : []),
  ])
}

async function show(request: FastifyRequest, reply: FastifyReply, view: FormView): Promise<FastifyReply> {
  const { words, ledger } = view.source
  return sendPage(request, reply, { words, ledger }, await formPage(view))
}
