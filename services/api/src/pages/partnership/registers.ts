import type { BenefitRow, PartnershipChartersTable, PartnershipPapersTable, SectorOfMap } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { facts } from '../parts/facts.ts'
import { table } from '../parts/table.ts'
import { tag } from '../parts/tag.ts'

type Paper = PartnershipPapersTable

export function resourceMapOf(words: Words, map: readonly SectorOfMap[]): Html {
  const { partnershipLife: texts } = words.texts
  if (map.length === 0) return html`<p>${texts.noMap}</p>`
  const { number } = words.format
  return table<SectorOfMap>(
    texts.mapCaption,
    [
      { title: words.texts.partnership.sector, heading: true, cell: ({ sector }) => words.code('sector', sector) },
      { title: texts.assistance, numeric: true, cell: ({ assistanceResources }) => number(assistanceResources) },
      { title: texts.local, numeric: true, cell: ({ localResources }) => number(localResources) },
      {
        title: texts.gaps,
        cell: ({ gaps }) => (gaps.length === 0 ? texts.noGaps : points(gaps.map(({ missing }) => missing))),
      },
    ],
    map,
  )
}

/** Of the regulations the last version is in force, of the rest the last of its kind and year. */
export function papersOf(words: Words, papers: readonly Paper[]): Html {
  const { partnershipLife: texts } = words.texts
  if (papers.length === 0) return nothing
  const nameOf = ({ kind, label }: Paper) => (kind === 'WORK_PLAN' ? `${kind} ${label}` : kind)
  const newest = new Map(papers.map((paper) => [nameOf(paper), paper]))
  const inForce = (paper: Paper) => paper.kind !== 'REGULATIONS_DRAFT' && newest.get(nameOf(paper)) === paper
  return html`<h2>${texts.papers}</h2>
!${table<Paper>(
    texts.papersCaption,
    [
      {
        title: texts.paper,
        heading: true,
        cell: (paper) =>
          html`${words.code('paperKind', paper.kind)}!${inForce(paper) ? html` !${tag(texts.inForce, 'good')}` : nothing}`,
      },
      { title: texts.label, cell: ({ label }) => label ?? '–' },
      { title: texts.dated, cell: ({ datedOn }) => html`<time datetime="${datedOn}">${words.day(datedOn)}</time>` },
    ],
    papers,
  )}`
}

export function benefitsOf(words: Words, benefits: readonly BenefitRow[]): Html {
  const { partnershipLife: texts } = words.texts
  if (benefits.length === 0) return nothing
  return html`<h2>${texts.benefits}</h2>
!${table<BenefitRow>(
    texts.benefitsCaption,
    [
      {
        title: words.texts.partnership.institution,
        heading: true,
        cell: ({ name, institutionId }) => name ?? institutionId,
      },
      { title: texts.gains, cell: ({ gains }) => points(gains) },
      { title: texts.gives, cell: ({ gives }) => points(gives) },
    ],
    benefits,
  )}`
}

export function charterOf(words: Words, charter: PartnershipChartersTable | null): Html {
  const { partnershipLife: texts } = words.texts
  if (charter === null) return nothing
  const listed = (name: string, list: readonly string[]) => (list.length === 0 ? null : ([name, points(list)] as const))
  return html`<h2>${texts.charter}</h2>
!${facts([
    [texts.aspiration, charter.aspiration],
    listed(texts.values, charter.coreValues),
    listed(texts.workRules, charter.workRules),
    listed(texts.communication, charter.communicationStandards),
  ])}`
}

const points = (list: readonly string[]): Html => html`<ul>!${list.map((item) => html`<li>${item}</li>`)}</ul>`
