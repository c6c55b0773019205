import { z } from 'zod'
import { type Html, html, nothing } from '../markup.ts'
import { fieldError } from '../parts/error-summary.ts'
import type { Visit } from '../visit.ts'

const Day = z.iso.date()
/** No record of the model is older. */
const EARLIEST = '2000-01-01'

/** The day asked for; today when none was, null when it is none. */
export function asOfIn(asked: string | undefined, today: string): string | null {
  if (asked === undefined || asked === '') return today
  return Day.safeParse(asked).success && asked >= EARLIEST && asked <= today ? asked : null
}

interface AsOfForm {
  /** The page itself, without a day: today. */
  readonly action: string
  readonly shown: string
  readonly today: string
  readonly wrong: boolean
  /** What else the address asks for. */
  readonly keep?: Readonly<Record<string, string | undefined>>
}

export function asOfForm({ words }: Visit, { action, shown, today, wrong, keep = {} }: AsOfForm): Html {
  const { overview: texts } = words.texts
  const described = wrong ? 'asOf-hint asOf-error' : 'asOf-hint'
  const invalid = wrong ? html` aria-invalid="true"` : nothing
  const back = shown === today ? nothing : html`<p class="more"><a href="${action}">${texts.toToday}</a></p>`
  const kept = Object.entries(keep).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  )
  return html`<form class="inline-form" method="get" action="${action}">
<div class="field"><label for="asOf">${texts.asOfLegend}</label>
<p class="hint" id="asOf-hint">${texts.asOfHint}</p>
!${wrong ? fieldError({ field: 'asOf', message: texts.asOfWrong }) : nothing}<input id="asOf" name="asOf" type="date" min="${EARLIEST}" max="${today}" value="${shown}" aria-describedby="${described}"!${invalid}></div>
!${kept}<button class="quiet">${texts.asOfSubmit}</button>
</form>
!${back}`
}
