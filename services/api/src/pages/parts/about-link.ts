import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { paths } from '../paths.ts'

/** `case/…`, `partnership/…`, `referral/…` as a link to where it is shown. */
export function aboutLink({ texts }: Words, ledger: string, about: string): Html {
  const slash = about.indexOf('/')
  const [kind, id] = [about.slice(0, slash), about.slice(slash + 1)]
  if (kind === 'case') return html`<a href="${paths.case(ledger, id)}">${texts.deadlines.caseLink(id)}</a>`
  if (kind === 'partnership') {
    return html`<a href="${paths.partnership(ledger, id)}">${texts.deadlines.partnershipLink(id)}</a>`
  }
  if (kind === 'referral') return html`<a href="${paths.referrals(ledger)}">${texts.deadlines.referralLink(id)}</a>`
  return html`${about}`
}
