import { commandDefinitions } from '@kooperacje/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may, type Permission } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import { assets } from './assets.ts'
import { locales } from './i18n/locale.ts'
import type { Words } from './i18n/words.ts'
import { type Html, html, nothing } from './markup.ts'
import { paths } from './paths.ts'

export type Section =
  | 'overview'
  | 'cases'
  | 'referrals'
  | 'deadlines'
  | 'basket'
  | 'pilot'
  | 'model'
  | 'lessons'
  | 'clients'
  | 'mails'
  | 'audit'

/** What a page hands over; the frame around it is the same for all. */
export interface Content {
  readonly title: string
  readonly body: Html
  readonly section?: Section
  readonly status?: number
}

interface Frame {
  readonly words: Words
  /** The ledger whose navigation the page carries; null on pages that belong to none. */
  readonly ledger: string | null
  /** Query that the link to the other language keeps. Default: that of the request. */
  readonly query?: string
}

const sections: readonly { section: Section; permissions: readonly Permission[]; path: (ledger: string) => string }[] =
  [
    { section: 'overview', permissions: ['overview.read'], path: paths.overview },
    { section: 'cases', permissions: ['case.read', 'case.read-shared'], path: paths.cases },
    { section: 'referrals', permissions: ['referral.read', 'referral.read-own'], path: paths.referrals },
    { section: 'deadlines', permissions: ['deadline.read'], path: paths.deadlines },
    { section: 'basket', permissions: ['basket.read'], path: paths.services },
    { section: 'pilot', permissions: ['pilot.read'], path: paths.pilot },
    { section: 'model', permissions: ['model.read'], path: paths.model },
    { section: 'lessons', permissions: ['lesson.read'], path: paths.lessons },
    { section: 'clients', permissions: ['erasure.request', 'erasure.decide'], path: paths.clients },
    { section: 'mails', permissions: ['mail.read'], path: paths.mails },
    { section: 'audit', permissions: ['audit.read'], path: paths.audit },
  ]

/** Nothing but our own style sheet and forms: a page that was tricked into holding a script would not run it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function sendPage(request: FastifyRequest, reply: FastifyReply, frame: Frame, content: Content): FastifyReply {
  const { query = request.url.split('?')[1] ?? '' } = frame
  const text = `<!doctype html>\n${document({ ...frame, query, principal: request.principal ?? null }, content)}`
  return reply
    .code(content.status ?? 200)
    .headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    .type('text/html; charset=utf-8')
    .serializer((payload) => payload as string)
    .send(request.method === 'HEAD' ? '' : text)
}

type FullFrame = Required<Frame> & { readonly principal: Principal | null }

function document(frame: FullFrame, { title, body, section }: Content): Html {
  const { words, principal, ledger } = frame
  const { shell } = words.texts
  return html`<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – ${shell.product}</title>
<link rel="stylesheet" href="${assets.style.path}">
<link rel="icon" href="${assets.icon.path}" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">${shell.skip}</a>
<header class="top">
<div class="top-row">
<a class="product" href="${paths.home()}">${shell.product}</a>
!${ledger === null ? nothing : html`<span class="ledger">${shell.ledger(ledger)}</span>`}
!${languageNav(frame)}
!${principal === null ? nothing : session(words, principal)}
</div>
!${principal === null || ledger === null ? nothing : mainNav(words, principal, ledger, section)}
!${principal === null ? nothing : ledgerNav(words, principal, ledger)}
</header>
<main id="content" tabindex="-1">
!${recorded(frame)}!${body}
</main>
</body>
</html>
`
}

const isCommand = (name: string): boolean => Object.hasOwn(commandDefinitions, name)

/** After a form was sent: what was done, in the words of its button. Nothing else in an address can speak here. */
function recorded({ words, query }: FullFrame): Html {
  const command = new URLSearchParams(query).get('recorded') ?? ''
  if (!isCommand(command)) return nothing
  return html`<p class="notice" role="status">${words.texts.record.recorded(words.command(command))}</p>\n`
}

function mainNav({ texts }: Words, { role }: Principal, ledger: string, current: Section | undefined): Html {
  const items = sections
    .filter(({ permissions }) => permissions.some((permission) => may(role, permission)))
    .map(({ section, path }) => link(path(ledger), texts.nav[section], section === current))
  return html`<nav class="main-nav" aria-label="${texts.shell.mainNav}"><ul class="nav-list">!${items}</ul></nav>`
}

/** Only for those who look after several local authorities: a regional centre, a county. */
function ledgerNav({ texts }: Words, { ledgers }: Principal, current: string | null): Html {
  if (ledgers.length < 2) return nothing
  const items = ledgers.map((ledger) => link(paths.overview(ledger), texts.shell.ledger(ledger), ledger === current))
  return html`<nav class="ledger-nav" aria-label="${texts.shell.ledgerNav}"><ul class="nav-list">!${items}</ul></nav>`
}

const link = (href: string, text: string, current: boolean): Html =>
  current
    ? html`<li><a href="${href}" aria-current="page">${text}</a></li>`
    : html`<li><a href="${href}">${text}</a></li>`

/** By its query alone: the path of a request that found no page could name another site (`//host`). */
function languageNav({ words, query }: FullFrame): Html {
  const other = locales.find((locale) => locale !== words.locale) ?? words.locale
  const parameters = new URLSearchParams(query)
  parameters.set('lang', other)
  const { languageNav, otherLanguage } = words.texts.shell
  return html`<nav class="language" aria-label="${languageNav}"><a href="?${parameters}" lang="${other}" hreflang="${other}">${otherLanguage}</a></nav>`
}

function session(words: Words, { role }: Principal): Html {
  const { loggedInAs, logOut } = words.texts.shell
  return html`<form class="session" method="post" action="${paths.logout()}"><span>${loggedInAs(words.code('role', role))}</span><button class="quiet">${logOut}</button></form>`
}
