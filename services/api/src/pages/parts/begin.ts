import type { CommandName } from '@kooperacje/domain'
import { may } from '../../auth/permissions.ts'
import { commandRoutes } from '../../routes/registry.ts'
import { type Html, html, nothing } from '../markup.ts'
import { paths } from '../paths.ts'
import type { Visit } from '../visit.ts'

/** On a page of a list: the forms by which the reader may add to it. */
export function beginLinks({ words, principal, ledger }: Visit, ...commands: readonly CommandName[]): Html {
  const links = commands
    .filter((name) =>
      commandRoutes.some(({ command, permission }) => command === name && may(principal.role, permission)),
    )
    .map((name) => html`<a href="${paths.begin(ledger, name)}">${words.command(name)}</a>\n`)
  if (links.length === 0) return nothing
  return html`<nav class="more" aria-label="${words.texts.record.begin}">\n!${links}</nav>`
}
