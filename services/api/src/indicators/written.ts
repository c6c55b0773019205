import {
  type Evaluation,
  type ExplainedEvent,
  type Figure,
  type Group,
  isMet,
  isRestricted,
  type Place,
  type Target,
  targetFor,
} from '@kooperacje/domain'
import type { z } from 'zod'
import { isOfClients } from '../auth/of-clients.ts'
import type { ExplainedEventView, GroupView, IndicatorView, TargetView } from './shapes.ts'

/** Figures as the API and the pages give them. */

const figure = ({ value, numerator, denominator }: Figure) => ({
  value,
  numerator: numerator ?? null,
  denominator: denominator ?? null,
})

export function indicatorView(
  { definition, result }: Evaluation,
  targets: readonly Target[],
  place: Place,
  day: string,
): z.output<typeof IndicatorView> {
  const { id, pl: namePl, en: nameEn, unit } = definition
  const target = targetFor(targets, id, place, day)
  return {
    ...{ id, namePl, nameEn, unit },
    ...figure(result),
    parts: { ...result.parts },
    target: target && targetView(target, result.value),
  }
}

export const targetView = (target: Target, value: number | null): z.output<typeof TargetView> => ({
  value: target.value,
  comparator: target.comparator,
  source: target.source,
  validFrom: target.validFrom,
  validTo: target.validTo,
  met: isMet(target, value),
})

export const groupView = (key: string, { figure: own, parts }: Group): z.output<typeof GroupView> => ({
  key,
  ...figure(own),
  parts: Object.fromEntries(Object.entries(parts).map(([name, { value }]) => [name, value])),
})

export interface Sight {
  readonly cases: boolean
  readonly restricted: boolean
}

export function explainedEvent(
  event: ExplainedEvent,
  { cases, restricted }: Sight,
): z.output<typeof ExplainedEventView> {
  const hidden = (!cases && isOfClients(event.streamType)) || (!restricted && isRestricted(event.type))
  if (!hidden) return event
  const type = isRestricted(event.type) ? null : event.type
  return { ...event, position: null, streamType: null, streamId: null, type, corrects: null, evidence: null }
}
