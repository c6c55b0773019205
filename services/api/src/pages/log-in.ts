import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cookieOf, SESSION_COOKIE, sessionToken } from '../auth/authenticate.ts'
import { DAYS } from '../auth/known-browsers.ts'
import { MINUTES } from '../auth/log-in-attempts.ts'
import type { ApiContext } from '../http/context.ts'
import { setCookie } from './cookies.ts'
import { sendPage } from './layout.ts'
import { html, nothing } from './markup.ts'
import { errorSummary, fieldError } from './parts/error-summary.ts'
import { isOwnPage, paths } from './paths.ts'
import { wordsFor } from './visit.ts'

const BROWSER_COOKIE = 'koop_browser'

const LogInForm = z.object({
  login: z
    .string()
    .trim()
    .min(1)
    .max(200)
    // The database takes no NUL, and no log-in has any other control character.
    .regex(/^\P{Cc}+$/u),
  password: z.string().min(1).max(1000),
})

/** Log in, log out, and the way in from `/`. The session lives in a cookie that no script and no other site can use. */
export function registerLogIn(app: FastifyInstance, { users, attempts, browsers }: ApiContext): void {
  app.get(paths.home(), { schema: { hide: true } }, async (request, reply) => {
    const [first] = request.principal?.ledgers ?? []
    return reply.redirect(first === undefined ? paths.login() : paths.overview(first), 303)
  })

  app.get(paths.login(), { schema: { hide: true } }, async (request, reply) => {
    if (request.principal) return reply.redirect(paths.home(), 303)
    return sendForm(request, reply, { next: nextOf(request.query), fault: null })
  })

  app.post(paths.login(), { schema: { hide: true } }, async (request, reply) => {
    const next = nextOf(request.body)
    const form = LogInForm.safeParse(request.body)
    if (!form.success) return sendForm(request, reply, { next, fault: 'empty' })
    const { login, password } = form.data
    const token = cookieOf(request, BROWSER_COOKIE)
    const isKnown = token !== null && (await browsers.knows(token, login))
    const source = { login, address: request.ip, browser: isKnown ? token : null }
    if (!(await attempts.admit(source))) {
      reply.header('retry-after', String(MINUTES * 60))
      return sendForm(request, reply, { next, fault: 'tooOften', login })
    }
    const session = await users.logIn(login, password)
    if (session === null) return sendForm(request, reply, { next, fault: 'wrong', login })
    await attempts.succeeded(source)
    // A session that this browser still had would stay open unseen.
    await endSession(request)
    setCookie(request, reply, SESSION_COOKIE, session, { sameSite: 'Strict' })
    const browser = await browsers.remember(token, login)
    setCookie(request, reply, BROWSER_COOKIE, browser, { maxAge: DAYS * 24 * 3600, sameSite: 'Strict' })
    return reply.redirect(next ?? paths.home(), 303)
  })

  app.post(paths.logout(), { schema: { hide: true } }, async (request, reply) => {
    await endSession(request)
    setCookie(request, reply, SESSION_COOKIE, '', { maxAge: 0, sameSite: 'Strict' })
    return reply.redirect(paths.login(), 303)
  })

  async function endSession(request: FastifyRequest) {
    const token = sessionToken(request)
    if (token) await users.logOut(token)
  }
}

function nextOf(from: unknown): string | null {
  const { next } = (from ?? {}) as { next?: unknown }
  return typeof next === 'string' && isOwnPage(next) ? next : null
}

const STATUS = { wrong: 401, empty: 422, tooOften: 429 } as const

interface FormState {
  readonly next: string | null
  readonly fault: keyof typeof STATUS | null
  readonly login?: string
}

function sendForm(request: FastifyRequest, reply: FastifyReply, { next, fault, login = '' }: FormState): FastifyReply {
  const words = wordsFor(request, reply)
  const { login: texts, shell } = words.texts
  const invalid = fault === null ? nothing : html` aria-invalid="true" aria-describedby="login-error"`
  const query = next === null ? '' : new URLSearchParams({ next }).toString()
  return sendPage(
    request,
    reply,
    { words, ledger: null, query },
    {
      title: fault === null ? texts.title : shell.errorTitle(texts.title),
      status: fault === null ? 200 : STATUS[fault],
      body: html`<div class="narrow">
!${fault === null ? nothing : errorSummary(words, [{ field: 'login', message: texts[fault] }])}
<h1>${texts.title}</h1>
<p>${texts.lead}</p>
<form method="post" action="${paths.login()}">
!${next === null ? nothing : html`<input type="hidden" name="next" value="${next}">`}
<div class="field"><label for="login">${texts.login}</label>
!${fault === null ? nothing : fieldError({ field: 'login', message: texts[fault] })}<input id="login" name="login" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${login}"!${invalid}></div>
<div class="field"><label for="password">${texts.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required!${invalid}></div>
<button>${texts.submit}</button>
</form>
</div>`,
    },
  )
}
