import type { Counted } from './fact.ts'
import type { FactView } from './view.ts'

export interface TeamAt {
  readonly fact: Counted<'TaskTeamAppointed'>
  readonly sectors: readonly string[]
}

interface Teams {
  readonly teams: readonly TeamAt[]
  readonly repeated: readonly Counted<'TaskTeamAppointed'>[]
}

/** Task teams with the sectors that sit in them at T. Whoever joins or leaves does so in the team of the case last appointed. */
export function teamsAt(view: FactView): Teams {
  const teams = new Map<string, { fact: Counted<'TaskTeamAppointed'>; seats: Map<string, string> }>()
  const ofCase = new Map<string, Map<string, string>>()
  const repeated: Counted<'TaskTeamAppointed'>[] = []
  for (const fact of view.of('TaskTeamAppointed', 'TeamMemberAdded', 'TeamMemberRemoved')) {
    const seats = ofCase.get(fact.streamId)
    if (isAppointed(fact)) {
      if (teams.has(fact.data.teamId)) repeated.push(fact)
      else {
        const own = new Map(fact.data.members.map(({ memberId, sector }) => [memberId, sector]))
        teams.set(fact.data.teamId, { fact, seats: own })
        ofCase.set(fact.streamId, own)
      }
    } else if ('member' in fact.data) seats?.set(fact.data.member.memberId, fact.data.member.sector)
    else if ('memberId' in fact.data) seats?.delete(fact.data.memberId)
  }
  return { teams: [...teams.values()].map(({ fact, seats }) => ({ fact, sectors: [...seats.values()] })), repeated }
}

const isAppointed = (fact: { readonly type: string }): fact is Counted<'TaskTeamAppointed'> =>
  fact.type === 'TaskTeamAppointed'
