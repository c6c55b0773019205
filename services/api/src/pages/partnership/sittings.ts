import type { PartnershipDecisionsTable, PartnershipSittingsTable } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { table } from '../parts/table.ts'
import { tag } from '../parts/tag.ts'

type Sitting = PartnershipSittingsTable
type Decision = PartnershipDecisionsTable

/** Every meeting with who came, whether it could decide, and its minutes. */
export function sittingsOf(words: Words, sittings: readonly Sitting[]): Html {
  const { partnershipLife: texts } = words.texts
  if (sittings.length === 0) return html`<p>${texts.noSittings}</p>`
  return table<Sitting>(
    texts.sittingsCaption,
    [
      { title: texts.sitting, heading: true, cell: (row) => nameOf(words, row) },
      { title: texts.held, cell: ({ heldOn }) => html`<time datetime="${heldOn}">${words.day(heldOn)}</time>` },
      {
        title: texts.present,
        numeric: true,
        cell: ({ present }) => (present === null ? '–' : words.format.number(present)),
      },
      { title: texts.quorum, cell: (row) => quorumOf(words, row) },
      {
        title: texts.minutes,
        cell: ({ minutesFiledOn: on }) =>
          on === null ? tag(texts.minutesMissing, 'warn') : texts.minutesFiled(words.day(on)),
      },
    ],
    sittings,
  )
}

const nameOf = (words: Words, { kind, ordinal }: Sitting): string =>
  words.texts.partnershipLife.numbered(words.code('meetingKind', kind), words.format.number(ordinal))

function quorumOf({ texts, format }: Words, { kind, members, represented, quorum }: Sitting): Html {
  const { partnershipLife: said } = texts
  if (kind === 'INITIATING') return html`${said.quorumNotNeeded}`
  if (represented === null || members === null || quorum === null) {
    return html`!${tag(said.quorumUnknown, 'warn')} ${said.quorumUnknownWhy}`
  }
  const reached = represented >= quorum
  const mark = reached ? tag(said.quorumReached, 'good') : tag(said.quorumMissed, 'warn')
  const counts = said.quorumOf(format.number(represented), format.number(members), format.number(quorum))
  return html`!${mark} ${counts}`
}

export function decisionsOf(words: Words, decisions: readonly Decision[], sittings: readonly Sitting[]): Html {
  const { partnershipLife: texts } = words.texts
  if (decisions.length === 0) return nothing
  const sitting = (id: string) => sittings.find(({ meetingId }) => meetingId === id)
  const whichOf = ({ meetingId }: Decision) => {
    const row = sitting(meetingId)
    return row ? nameOf(words, row) : meetingId
  }
  return html`<h2>${texts.decisions}</h2>
!${table<Decision>(
    texts.decisionsCaption,
    [
      { title: texts.subject, heading: true, cell: ({ subject }) => subject },
      { title: texts.taken, cell: ({ takenOn }) => html`<time datetime="${takenOn}">${words.day(takenOn)}</time>` },
      { title: texts.sitting, cell: whichOf },
    ],
    decisions,
  )}`
}
