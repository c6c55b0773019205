/** "present: 12 of 14" */
export const attendance = (present: number | undefined, invited: number | undefined) =>
  present === undefined ? null : `present: ${present}${invited === undefined ? '' : ` of ${invited}`}`
