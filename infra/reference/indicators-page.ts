import { commonBreakdowns, indicators, leftOutReasons, sourcedTargets } from '@kooperacje/domain'
import { page, type Row, table } from './markdown.ts'

const UNITS: Readonly<Record<string, string>> = { PERCENT: '%', RATIO: '0–1' }
const SIGNS = { EQ: '=', GTE: '≥', LTE: '≤' } as const

export function indicatorsPage(): string {
  const rows = indicators.map(({ id, pl, en, unit, formula, breakdowns, reads }): Row => {
    const own = Object.keys(breakdowns).map((name) => `\`${name}\``)
    const read =
      id === 'R-05' ? 'deadlines' : reads === 'ALL' ? 'every event' : reads.map((type) => `\`${type}\``).join(', ')
    return [
      id,
      `${en} (${pl})`,
      UNITS[unit] ?? unit.toLowerCase().replaceAll('_', ' '),
      formula.en,
      own.join(', ') || '–',
      read,
    ]
  })
  const targets = sourcedTargets.map(({ indicator, region, teryt, comparator, value, source, validFrom }): Row => {
    return [indicator, region ?? teryt ?? 'macroregion', `${SIGNS[comparator]} ${value}`, validFrom, source]
  })
  const reasons = Object.entries(leftOutReasons).map(([code, { en, pl }]): Row => [`\`${code}\``, en, pl])
  return page(
    'Indicators',
    `What the pilot is measured by, as of a cut-off date T (business date) and a recording time R. A denominator of zero gives no figure (\`null\`). Every indicator can be broken down by ${commonBreakdowns.map((name) => `\`${name}\``).join(', ')}, and by what its row names.`,
    [
      table(['id', 'name', 'unit', 'formula', 'further breakdowns', 'events accounted for'], rows),
      '## Targets that come with the software',
      'Others are set by the event `PilotTargetSet`; the last one set for an indicator and a place stands.',
      table(['indicator', 'of', 'target', 'valid from', 'source'], targets),
      '## Why an event does not count',
      table(['reason', 'English', 'Polish'], reasons),
      '## What the public is not shown',
      'In public reports a count under 5 is hidden, nought included: were nought shown, a hidden cell would be known to be 1 to 4. So is a mean or a median over fewer than 5 things, and a share of which the whole, the part or the rest is under 5. Where exactly one cell of a breakdown would be hidden, the total and the others would give it away: then the smallest of the others is hidden too, and where there is no other, the total.',
    ].join('\n\n'),
  )
}
