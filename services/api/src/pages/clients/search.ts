import { isPesel } from '@kooperacje/domain'
import type { FastifyInstance } from 'fastify'
import { sessionToken } from '../../auth/authenticate.ts'
import { isPurpose, purposes } from '../../auth/disclosures.ts'
import type { ApiContext } from '../../http/context.ts'
import { Problem } from '../../http/problems.ts'
import { type FoundClient, findClient } from '../../search/find-client.ts'
import type { Words } from '../i18n/words.ts'
import { sendPage } from '../layout.ts'
import { type Html, html, nothing } from '../markup.ts'
import { errorSummary, fieldError } from '../parts/error-summary.ts'
import { paths } from '../paths.ts'
import { visitOf } from '../visit.ts'

/** Sent as a form and never as an address: addresses are kept by browsers, proxies and logs. */
export function searchForm(words: Words, ledger: string, fault: string | null = null): Html {
  const { clients: texts, personal } = words.texts
  const options = purposes.map((value) => html`<option value="${value}">${words.code('purpose', value)}</option>`)
  const wrong = fault === null ? nothing : fieldError({ field: 'pesel', message: fault })
  const told = fault === null ? nothing : html` aria-invalid="true" aria-describedby="pesel-error"`
  return html`<form class="inline-form" method="post" action="${paths.clientSearch(ledger)}" autocomplete="off">
<div class="field"><label for="pesel">${texts.pesel}</label>
!${wrong}<input class="short" id="pesel" name="pesel" inputmode="numeric" maxlength="11" required!${told}></div>
<div class="field"><label for="purpose">${personal.purpose}</label>
<select id="purpose" name="purpose">!${options}</select></div>
<button class="quiet">${texts.find}</button>
</form>`
}

/** The answer to the form: what the searcher may know of, put on record. The number is not shown again. */
export function registerClientSearch(app: FastifyInstance, context: ApiContext): void {
  app.post(paths.clientSearch(':ledger').replaceAll('%3A', ':'), { schema: { hide: true } }, async (request, reply) => {
    if (!sessionToken(request) || request.headers.authorization !== undefined) throw new Problem('unauthenticated')
    const { words, principal, ledger } = visitOf(context, request, reply, 'client.search')
    const { clients: texts } = words.texts
    const { pesel, purpose } = (request.body ?? {}) as { readonly pesel?: unknown; readonly purpose?: unknown }
    const show = (content: Html, status = 200) =>
      sendPage(
        request,
        reply,
        { words, ledger },
        { title: texts.search, section: 'clients', status, body: html`<h1>${texts.search}</h1>\n!${content}` },
      )
    if (typeof pesel !== 'string' || !isPesel(pesel.trim()) || !isPurpose(purpose)) {
      const summary = errorSummary(words, [{ field: 'pesel', message: texts.notPesel }])
      return show(html`!${summary}!${searchForm(words, ledger, texts.notPesel)}`, 422)
    }
    const found = await findClient(context, principal, { ledger, pesel: pesel.trim(), purpose })
    return show(html`!${results(words, ledger, found)}!${searchForm(words, ledger)}`)
  })
}

function results(words: Words, ledger: string, found: readonly FoundClient[]): Html {
  const { clients: texts, referrals } = words.texts
  if (found.length === 0) return html`<p role="status">${texts.nobody}</p>\n`
  const items = found.map(
    ({ clientId, cases, referrals: sent }) => html`<li><span class="key">${clientId}</span>
<ul>!${cases.map(({ caseId, status }) => html`<li><a href="${paths.case(ledger, caseId)}">${referrals.knownCase(caseId, words.code('caseStatus', status))}</a></li>`)}!${sent.map(({ referralId, status }) => html`<li>${referrals.knownReferral(referralId, words.code('referralStatus', status))}</li>`)}</ul></li>\n`,
  )
  return html`<p role="status">${texts.onRecord}</p>\n<ul>!${items}</ul>\n`
}
