import {
  type CommandName,
  type EventDefinition,
  InitiatingMeetingHeld,
  MeetingHeld,
  PlenaryMeetingHeld,
  SocialContractConcluded,
  TeamMeetingHeld,
} from '@kooperacje/domain'

/** Something new that is begun for a thing: the thing itself has to be in a state for the fact that comes of it. */
export interface Beginning {
  readonly command: CommandName
  // biome-ignore lint/suspicious/noExplicitAny: the payloads differ, the list does not care
  readonly fact: EventDefinition<string, any>
  readonly body: Readonly<Record<string, unknown>>
}

const meetings = (fact: Beginning['fact'], of: Readonly<Record<string, string>>): readonly Beginning[] => [
  { command: 'HoldMeeting', fact, body: { of } },
  { command: 'ScheduleMeeting', fact, body: { of } },
]

const beginnings: Readonly<Record<string, (id: string) => readonly Beginning[]>> = {
  '/cases': (caseId) => [
    ...meetings(TeamMeetingHeld, { kind: 'TEAM', caseId }),
    { command: 'DraftSocialContract', fact: SocialContractConcluded, body: { caseId } },
  ],
  '/partnerships': (partnershipId) => [
    ...meetings(InitiatingMeetingHeld, { kind: 'INITIATING', partnershipId }),
    ...meetings(PlenaryMeetingHeld, { kind: 'PLENARY', partnershipId }),
  ],
  '/meetings': (id) => [{ command: 'HoldMeeting', fact: MeetingHeld, body: { id } }],
}

export const beginningsAt = (collection: string, id: string): readonly Beginning[] => beginnings[collection]?.(id) ?? []
