import { randomUUID } from 'node:crypto'
import { builtInModel, businessDate, type CommandName, type ModelVersionState } from '@kooperacje/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { requireSession } from '../../auth/authenticate.ts'
import type { ApiContext } from '../../http/context.ts'
import { Problem } from '../../http/problems.ts'
import { modelDocument } from '../../queries/models.ts'
import { sendPage } from '../layout.ts'
import type { ChoiceSource } from '../record/choices.ts'
import { type Form, formOf } from '../record/form.ts'
import { OWN_ID } from '../record/link-query.ts'
import { DAY } from '../record/refusal-faults.ts'
import { submit } from '../record/submit.ts'
import { stateOf, type Target, targetOf } from '../record/target.ts'
import { visitOf } from '../visit.ts'
import { withValue } from './at.ts'
import { draftPage } from './draft-page.ts'
import { faultsOfDocument } from './faults.ts'
import { FIRST, pageAt } from './page.ts'
import { formOfPage } from './page-form.ts'
import { readPosted } from './posted.ts'
import { type DraftView, isJson } from './view.ts'

const MODELS = '/models'
const places: readonly (readonly [url: string, command: CommandName])[] = [
  ['/o/:ledger/record/DraftModelVersion', 'DraftModelVersion'],
  [`/o/:ledger${MODELS}/:id/record/ReviseModelVersion`, 'ReviseModelVersion'],
]

/** Instead of the forms that every command has: a document of a thousand fields is read and changed part by part. */
export function registerDraftForms(app: FastifyInstance, context: ApiContext): void {
  for (const [url, command] of places) {
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      const opened = await open(context, request, reply, command)
      const document = await documentToBegin(opened)
      const now = context.now().toISOString()
      const frame = new Map([
        ['@key', [randomUUID()]],
        ['@at', [now]],
        [DAY, [businessDate(now)]],
      ])
      return show(request, reply, shown({ ...opened, document, page: [] }, frame))
    })
    app.post(url, { schema: { hide: true } }, async (request, reply) => {
      requireSession(request)
      const opened = await open(context, request, reply, command)
      const sent = formOf(request.body)
      const { document, page, again } = readPosted(opened.source.words, sent)
      if (again) {
        const status = again.faults.length > 0 ? 422 : 200
        return show(request, reply, { ...opened, document, page: page ?? [], ...again, status })
      }
      if (page !== null) return show(request, reply, shown({ ...opened, document, page }, sent))
      const outcome = await recorded(opened, document, sent, String(request.id))
      return 'location' in outcome ? reply.redirect(outcome.location, 303) : show(request, reply, outcome)
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
  command: CommandName,
): Promise<Opened> {
  const { id } = request.params as { id?: string }
  const target = targetOf(command, id === undefined ? null : { collection: MODELS, id })
  const visit = visitOf(context, request, reply, target.route.permission)
  const process = target.thing === null ? null : target.command.process.name
  return { target, source: { ...visit, process, state: await stateOf(context, visit.ledger, target) } }
}

/** A draft begins as the version that it is based on, without its number; a revision as the draft stands. */
async function documentToBegin({ source, target }: Opened): Promise<unknown> {
  if (target.thing !== null) return (source.state as ModelVersionState).document
  const base = await modelDocument(source.context, source.ledger, source.query.basedOn ?? builtInModel.version)
  if (base === null) throw new Problem('not-found')
  const { version, ...rest } = base
  return { ...rest, basedOn: version }
}

/** A page with what the document says there. */
function shown({ document, page, ...opened }: Opened & Pick<DraftView, 'document' | 'page'>, sent: Form): DraftView {
  const found = isJson(page) ? null : (pageAt(document, page) ?? FIRST)
  const frame = [...sent].filter(([name]) => ['@key', '@at', DAY].includes(name))
  const form = new Map([...frame, ...(found === null ? [] : formOfPage(document, found))])
  return { ...opened, document, page: found?.steps ?? page, form, faults: [], status: 200, focus: null }
}

async function recorded(opened: Opened, document: unknown, sent: Form, requestId: string) {
  const { source, target } = opened
  const whole = target.thing === null ? document : withValue(document, ['version'], target.thing.id)
  const wrong = faultsOfDocument(source.words, whole)
  if (wrong.length > 0) {
    const page = wrong[0]?.page ?? []
    return { ...shown({ ...opened, document: whole, page }, sent), faults: wrong, status: 422 }
  }
  const form = new Map([...sent].filter(([name]) => ['@key', '@at', DAY].includes(name)))
  form.set('document', [JSON.stringify(whole)])
  if (target.thing === null) form.set(OWN_ID, [String((whole as { version: string }).version)])
  const outcome = await submit(source, target, form, requestId)
  if ('location' in outcome) return outcome
  const faults = outcome.faults.map(({ field, message }) => {
    // The number of a version is its id.
    return { page: [], message, field: field === OWN_ID ? 'version' : field === 'document' ? null : field }
  })
  const view = shown({ ...opened, document: whole, page: [] }, outcome.form)
  return { ...view, faults, status: outcome.status }
}

async function show(request: FastifyRequest, reply: FastifyReply, view: DraftView): Promise<FastifyReply> {
  const { words, ledger } = view.source
  return sendPage(request, reply, { words, ledger }, await draftPage(view))
}
