import { knownBefore } from '../../search/find-client.ts'
import { type Html, html, nothing } from '../markup.ts'
import { paths } from '../paths.ts'
import type { Visit } from '../visit.ts'

/** Above the decision on a referral: that its person is known already, for those who may see all of it. */
export async function knownSection({ context, words, principal, ledger, id }: Visit): Promise<Html> {
  const known = await knownBefore(context, principal, ledger, id)
  if (known.length === 0) return nothing
  const { referrals: texts } = words.texts
  const items = known.flatMap(({ clientId, cases, referrals }) => [
    ...cases.map(
      ({ caseId, status }) =>
        html`<li><a href="${paths.case(ledger, caseId)}">${texts.knownCase(caseId, words.code('caseStatus', status))}</a> (<span class="key">${clientId}</span>)</li>`,
    ),
    ...referrals.map(
      ({ referralId, status }) =>
        html`<li><a href="${paths.thing(ledger, '/referrals', referralId)}">${texts.knownReferral(referralId, words.code('referralStatus', status))}</a> (<span class="key">${clientId}</span>)</li>`,
    ),
  ])
  return html`<div class="notice"><h2>${texts.known}</h2>
<p>${texts.knownLead}</p>
<ul>!${items}</ul></div>\n`
}
