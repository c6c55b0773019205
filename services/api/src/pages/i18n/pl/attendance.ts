/** „obecni: 12 z 14, zdalnie” */
export const attendance = (present: number | undefined, invited: number | undefined) =>
  present === undefined ? null : `obecni: ${present}${invited === undefined ? '' : ` z ${invited}`}`
