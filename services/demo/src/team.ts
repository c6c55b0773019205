import { step } from './step.ts'

/** Each member signs for this case before the team is appointed. */
export const statementsOf = (row: number, on: string, path: string, memberIds: readonly string[]) =>
  memberIds.map((memberId) =>
    step(row, on, 'coordinator', `${path}/confidentiality-statements`, { memberId, signedOn: on }),
  )

/** All were invited; all came but these. */
export const attendanceOf = (memberIds: readonly string[], absent: readonly string[] = []) =>
  memberIds.map((memberId) => ({ memberId, present: !absent.includes(memberId) }))
