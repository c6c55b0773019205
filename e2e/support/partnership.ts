import type { CheckedClient } from './checked-client.ts'

export const LEDGER = '2416021'

const members = [
  ['mops', 'OPS', 'SOCIAL_ASSISTANCE'],
  ['sp-1', 'SCHOOL', 'EDUCATION'],
  ['kpp', 'POLICE', 'POLICE_AND_PUBLIC_SAFETY'],
  ['pup', 'LABOUR_OFFICE', 'LABOUR_MARKET'],
] as const

/** The shortest lawful way to a partnership that may appoint teams, through the API. */
export async function activePartnership(leader: CheckedClient, id = 'pzk', ledger = LEDGER): Promise<void> {
  const at = (day: string) => `${day}T09:00:00Z`
  const steps: [string, Record<string, unknown>][] = [
    ...members.map(([institutionId, kind, sector]): [string, Record<string, unknown>] => [
      '/institutions',
      { id: institutionId, name: institutionId, kind, sector, teryt: ledger, occurredAt: at('2025-09-01') },
    ]),
    [
      '/partnerships',
      {
        id,
        name: 'Partnerstwo',
        municipality: ledger,
        agreementSignedOn: '2025-06-02',
        occurredAt: at('2025-09-01'),
      },
    ],
    [`/partnerships/${id}/leader`, { institutionId: 'mops', occurredAt: at('2025-09-01') }],
    [
      `/partnerships/${id}/invitations`,
      {
        institutions: members.slice(1).map(([institutionId, , sector]) => ({ institutionId, sector })),
        occurredAt: at('2025-09-08'),
      },
    ],
    [
      '/meetings',
      {
        id: `${id}-init-1`,
        of: { kind: 'INITIATING', partnershipId: id },
        present: 4,
        mode: 'ON_SITE',
        occurredAt: at('2025-09-22'),
      },
    ],
    [`/partnerships/${id}/regulations`, { regulationsVersion: 1, occurredAt: at('2025-10-06') }],
    [
      `/partnerships/${id}/accessions`,
      {
        declarations: members.map(([institutionId, , sector]) => ({
          institutionId,
          sector,
          signatoryHasMandate: true,
        })),
        occurredAt: at('2025-10-13'),
      },
    ],
    [`/partnerships/${id}/constitution`, { occurredAt: at('2025-10-13') }],
  ]
  for (const [path, body] of steps) {
    const { status, body: answer } = await leader.post(`/v1/${ledger}${path}`, body)
    if (status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer)}`)
  }
}
