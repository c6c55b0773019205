import { z } from 'zod'
import { type Html, html, nothing } from '../markup.ts'
import { dayForm, EARLIEST } from '../parts/day-form.ts'
import type { Visit } from '../visit.ts'

const Day = z.iso.date()

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

export function asOfForm({ words }: Visit, { action, shown, today, wrong, keep }: AsOfForm): Html {
  const { overview: texts } = words.texts
  const back = shown === today ? nothing : html`<p class="more"><a href="${action}">${texts.toToday}</a></p>`
  return html`!${dayForm({
    action,
    name: 'asOf',
    label: texts.asOfLegend,
    hint: texts.asOfHint,
    submit: texts.asOfSubmit,
    value: shown,
    latest: today,
    fault: wrong ? texts.asOfWrong : null,
    ...(keep && { keep }),
  })}
!${back}`
}
