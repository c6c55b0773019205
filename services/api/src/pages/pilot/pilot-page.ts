import { businessDate } from '@kooperacje/domain'
import {
  type AgreementsTable,
  agreementsList,
  type MilestonesTable,
  milestonesList,
  type PilotDetail,
  type PilotPhasesTable,
  pilotsList,
  type SupportActivitiesTable,
  type SupportTotal,
  supportList,
  supportTotals,
} from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { beginLinks } from '../parts/begin.ts'
import { day } from '../parts/day.ts'
import { listOr, table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'
import { targetTable } from './targets.ts'

const RECENT = 20

export const pilotPage: LedgerPage = {
  path: '/pilot',
  permission: 'pilot.read',
  async render(visit) {
    const {
      context: { pool, now },
      words,
      ledger,
    } = visit
    const { pilot: texts } = words.texts
    const today = businessDate(now().toISOString())
    const [pilots, milestones, agreements, totals, recent] = await Promise.all([
      pilotsList(pool, ledger),
      milestonesList(pool, ledger),
      agreementsList(pool, ledger),
      supportTotals(pool, ledger),
      supportList(pool, ledger, {}, { limit: RECENT }),
    ])
    const targets = pilots.flatMap((pilot) => pilot.targets)
    return {
      title: texts.title,
      section: 'pilot',
      body: html`<h1>${texts.title}</h1>
!${beginLinks(visit, 'SignCooperationAgreement', 'PlanMilestone', 'PlanSupportActivity', 'HoldIntersectoralTraining', 'HoldCooperationWorkshop', 'HoldEducationalMeeting', 'HoldConsultationMeeting', 'HoldConference', 'HoldCoachingSession', 'HoldSupervisionSession')}
<p>${texts.lead}</p>
!${pilots.map((pilot) => inPilot(words, ledger, pilot))}
<h2>${texts.phases}</h2>
!${phases(
        words,
        pilots.flatMap((pilot) => pilot.phases),
      )}
<h2>${texts.milestones}</h2>
!${milestoneTable(words, milestones)}
<h2>${texts.targets}</h2>
!${await targetTable(words, { pool, ledger, today, set: targets })}
<h2>${texts.support}</h2>
!${totalsTable(words, totals)}
!${recent.items.length === 0 ? nothing : html`<h3>${texts.recent}</h3>\n!${recentTable(words, recent.items)}`}
<h2>${texts.agreements}</h2>
!${agreementTable(words, agreements)}`,
    }
  },
}

const inPilot = ({ texts }: Words, ledger: string, { models }: PilotDetail): readonly Html[] =>
  Object.values(models).map(
    (version) => html`<p><a href="${paths.modelVersion(ledger, version)}">${texts.pilot.model(version)}</a></p>\n`,
  )

function phases(words: Words, rows: readonly PilotPhasesTable[]): Html {
  const { pilot: texts } = words.texts
  return listOr(texts.noPhases, rows, () =>
    table<PilotPhasesTable>(
      texts.phasesCaption,
      [
        { title: texts.phase, heading: true, cell: ({ phase }) => phase },
        { title: texts.started, cell: ({ startedOn }) => day(words, startedOn) },
        { title: texts.plannedEnd, cell: ({ plannedEnd }) => day(words, plannedEnd) },
        {
          title: texts.ended,
          cell: ({ endedOn }) => (endedOn === null ? tag(texts.running, 'good') : day(words, endedOn)),
        },
      ],
      rows,
    ),
  )
}

function milestoneTable(words: Words, rows: readonly MilestonesTable[]): Html {
  const { pilot: texts } = words.texts
  return listOr(texts.noMilestones, rows, () =>
    table<MilestonesTable>(
      texts.milestonesCaption,
      [
        { title: texts.milestone, heading: true, cell: ({ number }) => words.format.number(number) },
        { title: texts.due, cell: ({ dueOn }) => day(words, dueOn) },
        {
          title: texts.status,
          cell: ({ status, returnReason }) =>
            html`!${tag(words.code('milestoneStatus', status), toneOf(status))}!${
              returnReason === null ? nothing : html` ${texts.returned(returnReason)}`
            }`,
        },
        {
          title: texts.evidence,
          cell: ({ evidence }) =>
            evidence.map(({ kind, reference }) => `${words.code('evidenceKind', kind)}: ${reference}`).join('; '),
        },
        {
          title: texts.accepted,
          cell: ({ acceptedOn, acceptedBy }) =>
            acceptedOn === null
              ? '–'
              : texts.acceptedBy(words.day(acceptedOn), words.code('acceptingBody', acceptedBy ?? '')),
        },
      ],
      rows,
    ),
  )
}

function totalsTable(words: Words, rows: readonly SupportTotal[]): Html {
  const { pilot: texts } = words.texts
  const { number } = words.format
  return listOr(texts.noSupport, rows, () =>
    table<SupportTotal>(
      texts.supportCaption,
      [
        { title: texts.form, heading: true, cell: ({ kind }) => words.code('supportKind', kind) },
        { title: texts.activities, numeric: true, cell: ({ activities }) => number(activities) },
        { title: texts.hours, numeric: true, cell: ({ hours }) => number(hours) },
        { title: texts.participants, numeric: true, cell: ({ participants }) => number(participants) },
      ],
      rows,
    ),
  )
}

function recentTable(words: Words, rows: readonly SupportActivitiesTable[]): Html {
  const { pilot: texts } = words.texts
  return table<SupportActivitiesTable>(
    texts.recentCaption,
    [
      { title: texts.form, heading: true, cell: ({ kind }) => words.code('supportKind', kind) },
      { title: texts.on, cell: ({ heldOn, plannedOn }) => day(words, heldOn ?? plannedOn) },
      { title: texts.status, cell: ({ status }) => tag(words.code('supportStatus', status), toneOf(status)) },
      {
        title: texts.hours,
        numeric: true,
        cell: ({ hours }) => (hours === null ? '–' : words.format.number(hours)),
      },
      {
        title: texts.participants,
        cell: ({ participants }) => (participants === null ? '–' : texts.people(participants)),
      },
    ],
    rows,
  )
}

function agreementTable(words: Words, rows: readonly AgreementsTable[]): Html {
  const { pilot: texts } = words.texts
  return listOr(texts.noAgreements, rows, () =>
    table<AgreementsTable>(
      texts.agreementsCaption,
      [
        { title: texts.agreement, heading: true, cell: ({ agreementId }) => agreementId },
        { title: texts.region, cell: ({ region }) => words.code('region', region) },
        { title: texts.parties, cell: ({ parties }) => parties.map(({ teryt }) => teryt).join(', ') },
        { title: texts.signed, cell: ({ signedOn }) => day(words, signedOn) },
        { title: texts.status, cell: ({ status }) => tag(words.code('agreementStatus', status), toneOf(status)) },
      ],
      rows,
    ),
  )
}
