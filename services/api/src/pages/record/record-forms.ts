import { randomUUID } from 'node:crypto'
import { businessDate, Id } from '@kooperacje/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sessionToken } from '../../auth/authenticate.ts'
import type { ApiContext } from '../../http/context.ts'
import { Problem } from '../../http/problems.ts'
import { collections } from '../../queries/steps.ts'
import { sendPage } from '../layout.ts'
import type { Thing } from '../parts/steps.ts'
import { visitOf } from '../visit.ts'
import type { ChoiceSource } from './choices.ts'
import { type Form, formOf, textIn, withoutRow, withRow } from './form.ts'
import { type FormView, formPage } from './form-page.ts'
import { OWN_ID } from './link-query.ts'
import { prefilled } from './prefill.ts'
import { DAY } from './refusal-faults.ts'
import { fieldsOf } from './shape.ts'
import { submit } from './submit.ts'
import { stateOf, type Target, targetOf } from './target.ts'

/** One form for every command that has a route, below the thing that it is about, or by itself where it begins one. */
export function registerRecordForms(app: FastifyInstance, context: ApiContext): void {
  const places = [null, ...collections.keys()]
  for (const collection of places) {
    const url = `/o/:ledger${collection === null ? '' : `${collection}/:id`}/record/:command`
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      const opened = await open(context, request, reply, collection)
      const { source, target } = opened
      return show(request, reply, { source, target, form: freshForm(opened), faults: [], status: 200, focus: null })
    })
    app.post(url, { schema: { hide: true } }, async (request, reply) => {
      // A key of the API has no business here: forms are for people, whose browsers prove where they come from.
      if (!sessionToken(request) || request.headers.authorization !== undefined) throw new Problem('unauthenticated')
      const opened = await open(context, request, reply, collection)
      const form = formOf(request.body)
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
): Promise<Opened> {
  const { command, id } = request.params as { command: string; id?: string }
  const thing: Thing | null = collection === null ? null : { collection, id: id ?? '' }
  const target = targetOf(command, thing)
  const visit = visitOf(context, request, reply, target.route.permission)
  const process = thing === null ? null : target.command.process.name
  return { source: { ...visit, process, state: await stateOf(context, visit.ledger, target) }, target }
}

function freshForm({ source, target: { command } }: Opened): Form {
  const now = source.context.now().toISOString()
  const own = source.query[OWN_ID]
  return new Map([
    ...prefilled(source, command.name, fieldsOf(command.body)),
    ['@key', [randomUUID()]],
    ['@at', [now]],
    [DAY, [businessDate(now)]],
    // Ids only, like all that a link may bring along.
    ...(own !== undefined && Id.safeParse(own).success ? [[OWN_ID, [own]] as const] : []),
  ])
}

/** A row more, a row less, or what comes after a choice: the form comes back as it was sent, and nothing is recorded. */
function rearranged(form: Form): Pick<FormView, 'form' | 'focus'> | null {
  const [more, less, chosen] = ['@more', '@less', '@choose'].map((button) => textIn(form, button))
  if (more) {
    const longer = withRow(form, more)
    return { form: longer, focus: `${more}.${Number(textIn(longer, `${more}.#`)) - 1}` }
  }
  const [, list, row] = /^(.+)\.(\d+)$/.exec(less ?? '') ?? []
  if (list !== undefined) return { form: withoutRow(form, list, Number(row)), focus: list }
  return chosen ? { form, focus: chosen } : null
}

async function show(request: FastifyRequest, reply: FastifyReply, view: FormView): Promise<FastifyReply> {
  const { words, ledger } = view.source
  return sendPage(request, reply, { words, ledger }, await formPage(view))
}
