import type { MeetingRow } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { type Column, table } from '../parts/table.ts'

/** The sittings of the team in their order: who came, whether the client was there, when the next one is. */
export function meetingsSection(words: Words, rows: readonly MeetingRow[]): Html {
  const { caseDetails: texts } = words.texts
  const held = rows.filter(({ status }) => status === 'HELD').sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
  const called = rows.filter(({ status }) => status === 'SCHEDULED')
  return html`<h2>${texts.meetings}</h2>
!${held.length === 0 ? html`<p>${texts.noMeetings}</p>` : table(texts.meetingsCaption, columnsOf(words), held)}
!${called.length === 0 ? nothing : html`<p>${texts.called(called.map(({ plannedOn }) => words.day(plannedOn)).join(', '))}</p>`}`
}

function columnsOf(words: Words): readonly Column<MeetingRow>[] {
  const { caseDetails: texts } = words.texts
  const number = (n: number | null) => (n === null ? '–' : words.format.number(n))
  return [
    { title: texts.meeting, heading: true, cell: ({ ordinal, heldOn }) => `${number(ordinal)}, ${words.day(heldOn)}` },
    {
      title: texts.purpose,
      cell: ({ purpose, mode }) =>
        [purpose && words.code('meetingPurpose', purpose), mode && words.code('mode', mode)].filter(Boolean).join(', '),
    },
    { title: texts.present, cell: ({ present, invited }) => texts.presentOf(number(present), number(invited)) },
    {
      title: texts.absent,
      cell: ({ attendance }) => {
        const absent = attendance.filter(({ present }) => !present)
        return attendance.length === 0
          ? '–'
          : absent.length === 0
            ? texts.nobody
            : html`<span class="key">${absent.map(({ memberId }) => memberId).join(', ')}</span>`
      },
    },
    { title: texts.client, cell: ({ clientPresent }) => (clientPresent ? texts.clientPresent : texts.clientAbsent) },
    { title: texts.decisions, numeric: true, cell: ({ decisions }) => number(decisions) },
    { title: texts.minutes, cell: ({ minutesFiledOn }) => words.day(minutesFiledOn) },
    { title: texts.next, cell: ({ nextOn }) => words.day(nextOn) },
  ]
}
