import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Problem, problemTypes } from '../http/problems.ts'
import { sendPage } from './layout.ts'
import { html, nothing } from './markup.ts'
import { isOwnPage, paths } from './paths.ts'
import { wordsFor } from './visit.ts'

/**
 * Answers a browser with a page, or with the way to the log-in. Null when the problem document is due: below `/v1`, and
 * for clients that do not ask for HTML.
 */
export function problemPage(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply | null {
  const ofLedger = request.url.startsWith('/o/')
  if (problem.code === 'unauthenticated' && ofLedger) {
    const next = request.method === 'GET' && isOwnPage(request.url) ? request.url : undefined
    return reply.redirect(paths.login({ next }), 303)
  }
  if (!wantsPage(request)) return null

  const words = wordsFor(request, reply)
  const { problem: texts } = words.texts
  const { status, [words.locale]: title } = problemTypes[problem.code]
  const advice = adviceFor(texts.advice, status)
  return sendPage(
    request,
    reply,
    { words, ledger: ledgerOf(request) },
    {
      title,
      status,
      body: html`<h1>${title}</h1>
!${advice ? html`<p>${advice}</p>` : nothing}
<dl class="facts">
<div><dt>${texts.code}</dt><dd class="key"><a href="${paths.problem(problem.code)}">${problem.code}</a></dd></div>
<div><dt>${texts.request}</dt><dd class="key">${request.id}</dd></div>
</dl>
<p><a href="${paths.home()}">${texts.back}</a></p>`,
    },
  )
}

export const adviceFor = (advice: Readonly<Record<number, string>>, status: number): string | undefined =>
  advice[status]

function wantsPage(request: FastifyRequest): boolean {
  if (/^\/v\d+(\/|$|\?)/.test(request.url)) return false
  return String(request.headers.accept ?? '')
    .split(',')
    .some((range) => /^text\/html(;|$)/i.test(range.trim()) && !/;\s*q=0(\.0*)?\s*$/.test(range))
}

/** The navigation of a ledger is offered to those only who belong to it. */
function ledgerOf(request: FastifyRequest): string | null {
  const named = /^\/o\/([a-z0-9-]+)/.exec(request.url)?.[1]
  const own = request.principal?.ledgers ?? []
  return own.find((ledger) => ledger === named) ?? (own.length === 1 ? (own[0] ?? null) : null)
}
