/** Cut-off date of the scenario "Zawiercie": the planned end of phase II. */
export const ZAWIERCIE_AS_OF = '2020-09-30'

export interface ExpectedFigure {
  /** As exact as the scenario states it; a share in per cent. */
  readonly value: number | null
  readonly numerator?: number
  readonly denominator?: number
  readonly parts?: Readonly<Record<string, number>>
}

/**
 * What the scenario expects of its indicators on that day, in its own words: "O-03 = 10 with the leader, 9 without".
 * Counted by hand; whatever computes them is held against these.
 */
export const zawiercieFigures: Readonly<Record<string, ExpectedFigure>> = {
  'O-01': { value: 2, parts: { MUNICIPALITY: 1, COUNTY: 1 } },
  'O-02': { value: 1 },
  'O-03': { value: 10, parts: { withLeader: 10, withoutLeader: 9 } },
  'O-04': { value: 7 },
  'O-05': { value: 3, parts: { FAMILY: 2, PERSON: 1 } },
  'O-06': { value: 3 },
  'O-07': { value: 5 },
  'O-08': { value: 4 },
  'O-09': { value: 2, parts: { workers: 1 } },
  'O-10': { value: 3, parts: { personHours: 21, participants: 7 } },
  'O-11': { value: 18 },
  'O-13': { value: 44, parts: { institutions: 10 } },
  'O-14': { value: 0 },
  'R-01': { value: 100 / 3, numerator: 1, denominator: 3 },
  'R-01b': { value: 100 / 3, numerator: 1, denominator: 3 },
  'R-02': { value: 50, numerator: 1, denominator: 2 },
  'R-03': { value: 0.875, numerator: 3.5, denominator: 4 },
  'R-04': { value: 28 },
  'R-06': { value: 80, numerator: 4, denominator: 5 },
  'R-07': { value: 87.5, numerator: 21, denominator: 24 },
  'R-08': { value: 4, numerator: 12, denominator: 3 },
  'R-09': { value: 100 / 3, numerator: 1, denominator: 3 },
  'R-10': { value: 122, parts: { fromSecondMeeting: 28 } },
  'R-14': { value: 700 / 9, numerator: 7, denominator: 9 },
  'R-15': { value: 311 },
}

/** Timeliness by rule: D-04 is the old one of the Blue Card, 7 days. */
export const zawiercieTimeliness: Readonly<Record<string, ExpectedFigure>> = {
  'D-01': { value: 100, numerator: 3, denominator: 3 },
  'D-04': { value: 100, numerator: 1, denominator: 1 },
}
