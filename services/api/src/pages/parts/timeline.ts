import { ANNULLED, businessDate, type Correction, isCorrection } from '@kooperacje/domain'
import type { EventStore } from '@kooperacje/events'
import type { CaseTimelineRow, PartnershipTimelineRow } from '@kooperacje/readmodels'
import { sayIn } from '../i18n/say.ts'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import type { InstitutionNames } from './institution-names.ts'

/** A correction is told by the day of what it corrects: a number in the stream would count facts that the reader may not know of. */
interface Told {
  readonly correctedOn?: string | undefined
}
type Entry = (CaseTimelineRow | PartnershipTimelineRow) & Told

/** The history, oldest first: when it happened, what, by whom, and when it was recorded if that was another day. */
export function timeline(words: Words, entries: readonly Entry[], names: InstitutionNames): Html {
  if (entries.length === 0) return html`<p>${words.texts.timeline.empty}</p>`
  return html`<ol class="timeline">\n!${entries.map((entry) => entryOf(words, entry, names))}</ol>`
}

function entryOf(words: Words, entry: Entry, names: InstitutionNames): Html {
  const { texts, format } = words
  const happened = businessDate(entry.occurredAt)
  const recorded = businessDate(entry.recordedAt)
  const who = [words.code('role', entry.actorRole), ...(entry.institutionId ? [names.of(entry.institutionId)] : [])]
  const late = recorded === happened ? nothing : html`, ${texts.timeline.recorded(format.date(recorded))}`
  return html`<li><time datetime="${happened}">${format.date(happened)}</time><div><p>${sentence(words, entry, names)}</p>
<p class="soft">${texts.timeline.by(who.join(', '))}!${late}</p></div></li>
`
}

/** The sentence of the event's type, in the language of the page; a type from a newer version is named, not hidden. */
export function sentence(
  words: Words,
  { type, summary, correctedOn }: Pick<Entry, 'type' | 'summary' | 'correctedOn'>,
  names: InstitutionNames,
): string {
  const { corrected, annulled, unknown } = words.texts.timeline
  if (isCorrection(type)) return (type === ANNULLED ? annulled : corrected)(words.day(correctedOn))
  const known = Object.hasOwn(words.sentences, type)
    ? (words.sentences[type as keyof Words['sentences']] as (fact: unknown, say: ReturnType<typeof sayIn>) => string)
    : null
  return known ? known(summary, sayIn(words, names.of)) : unknown(type)
}

/** With the days of what corrections among these correct. */
export const withCorrectedDays = <E extends Entry>(
  store: EventStore,
  ledger: string,
  [streamType, streamId]: readonly [string, string],
  entries: readonly E[],
): Promise<readonly E[]> =>
  Promise.all(
    entries.map(async (entry) => {
      if (!isCorrection(entry.type)) return entry
      const { corrects } = entry.summary as unknown as Correction
      const [wrong] = await store.readStream(ledger, streamType, streamId, {
        from: corrects,
        to: corrects,
        open: false,
      })
      return { ...entry, correctedOn: wrong && businessDate(wrong.occurredAt) }
    }),
  )
