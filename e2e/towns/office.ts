import { randomBytes } from 'node:crypto'
import { buildApp, type Role } from '@kooperacje/api'
import { catchUp } from '@kooperacje/events'
import { createTestDatabase } from '@kooperacje/infra/testing'
import { projections } from '@kooperacje/readmodels'

const institutions = [
  ['mops', 'OPS', 'SOCIAL_ASSISTANCE'],
  ['sp-1', 'SCHOOL', 'EDUCATION'],
  ['kpp', 'POLICE', 'POLICE_AND_PUBLIC_SAFETY'],
  ['pup', 'LABOUR_OFFICE', 'LABOUR_MARKET'],
  ['pogotowie', 'HEALTH_PROVIDER', 'HEALTH'],
] as const
type InstitutionId = (typeof institutions)[number][0]

const sectorOf = (id: InstitutionId): string => institutions.find((each) => each[0] === id)?.[2] ?? 'OTHER'
const declaration = (institutionId: InstitutionId) => ({
  ...{ institutionId, sector: sectorOf(institutionId), signatoryHasMandate: true },
})

/** The office of one local authority: sends requests as its people do, and looks at the end of a day. */
export async function openOffice(ledger: string, lookedAtOn: string) {
  const database = await createTestDatabase()
  const { app, context } = await buildApp({
    databaseUrl: database.serviceUrl,
    masterKey: randomBytes(32),
    logger: false,
    // After every date of the scenario; what is due is looked at on this day.
    now: () => new Date(`${lookedAtOn}T20:00:00Z`),
  })
  const key = async (role: Role, institutionId: string | null) =>
    context.keys.create({ label: role, role, institutionId, ledgers: [ledger] })
  const keys = { leader: await key('LEADER', 'mops'), region: await key('REGION', null) }
  let minutes = 0

  const request = async (on: string, path: string, body: object, as: keyof typeof keys) =>
    app.inject({
      method: 'POST',
      url: `/v1/${ledger}${path}`,
      headers: { authorization: `Bearer ${keys[as]}` },
      // Each a little later than the one before: what happens on one day has an order.
      payload: { ...body, occurredAt: new Date(Date.parse(`${on}T08:00:00Z`) + ++minutes * 1000).toISOString() },
    })

  const get = async (path: string) => {
    for (const projection of projections) await catchUp(context.pool, context.codec, projection, ledger)
    const answer = await app.inject({
      url: `/v1/${ledger}${path}`,
      headers: { authorization: `Bearer ${keys.leader}` },
    })
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body}`)
    return answer.json()
  }

  const office = {
    get,
    async send(on: string, path: string, body: object = {}, as: keyof typeof keys = 'leader') {
      const answer = await request(on, path, body, as)
      if (answer.statusCode >= 300) throw new Error(`${on} ${path} was refused: ${answer.body}`)
    },
    async refused(on: string, path: string, body: object = {}): Promise<string> {
      return (await request(on, path, body, 'leader')).json().code
    },
    async status(path: string): Promise<string> {
      return (await get(path)).status
    },
    /** `rule about` → `due status`. */
    async deadlines(...rules: readonly string[]): Promise<Readonly<Record<string, string>>> {
      const { items } = await get('/deadlines?limit=200')
      const told = items.filter(({ rule }: { rule: string }) => rules.includes(rule))
      return Object.fromEntries(
        told.map((row: { rule: string; about: string; dueOn: string; status: string }) => [
          `${row.rule} ${row.about}`,
          `${row.dueOn} ${row.status}`,
        ]),
      )
    },
    async indicators(...ids: readonly string[]): Promise<Readonly<Record<string, number | null>>> {
      const { items } = await get(`/indicators?asOf=${lookedAtOn}`)
      const told = items.filter(({ id }: { id: string }) => ids.includes(id))
      return Object.fromEntries(told.map(({ id, value }: { id: string; value: number | null }) => [id, value]))
    },
    async close() {
      await app.close()
      await database.drop()
    },

    /** Agreement, institutions, and a partnership that is being prepared. */
    async prepare(id: string, on: string) {
      const parties = [
        { kind: 'VOIVODESHIP', teryt: ledger.slice(0, 2) },
        { kind: 'MUNICIPALITY', teryt: ledger },
        { kind: 'COUNTY', teryt: ledger.slice(0, 4) },
      ]
      await office.send(
        '2018-11-05',
        '/agreements',
        { id: `agreement-${ledger}`, parties, region: 'SLASKIE' },
        'region',
      )
      for (const [institution, kind, sector] of institutions) {
        const facts = { id: institution, name: institution, kind, sector, teryt: ledger }
        await office.send(on, '/institutions', facts)
      }
      await office.open(id, on)
    },
    async open(id: string, on: string) {
      const about = { name: 'PZK', municipality: ledger, agreementSignedOn: '2018-11-05', modelVersion: '1.0' }
      await office.send(on, '/partnerships', { id, ...about })
      await office.send(on, `/partnerships/${id}/leader`, { institutionId: 'mops' })
    },
    async invite(id: string, on: string, ...invited: readonly InstitutionId[]) {
      const list = invited.map((institutionId) => ({ institutionId, sector: sectorOf(institutionId) }))
      await office.send(on, `/partnerships/${id}/invitations`, { institutions: list })
    },
    async sit(id: string, on: string, kind: 'INITIATING' | 'PLENARY', meetingId: string) {
      const of = { kind, partnershipId: id }
      await office.send(on, '/meetings', { id: meetingId, of, present: 4, mode: 'ON_SITE' })
    },
    async sign(id: string, on: string, ...members: readonly InstitutionId[]) {
      await office.send(on, `/partnerships/${id}/accessions`, { declarations: members.map(declaration) })
    },
    /** Invited, met, regulated, signed by the first four, constituted. */
    async constitute(id: string, days: { invited: string; met: string; regulated: string; constituted: string }) {
      await office.invite(id, days.invited, 'sp-1', 'kpp', 'pup')
      await office.sit(id, days.met, 'INITIATING', `${id}-init-1`)
      await office.send(days.regulated, `/partnerships/${id}/regulations`, { regulationsVersion: 1 })
      await office.sign(id, days.constituted, 'mops', 'sp-1', 'kpp', 'pup')
      await office.send(days.constituted, `/partnerships/${id}/constitution`)
    },

    /** A person, from the proposal to the task team of mops, school, police and labour office. */
    async teamFor(caseId: string, partnershipId: string, days: { proposed: string; consented: string; team: string }) {
      await office.send(days.proposed, '/cases', {
        ...{ id: caseId, partnershipId, clientId: `client-${caseId}`, clientKind: 'PERSON', adults: 1, children: 0 },
        ...{ source: 'OPS_OWN', clientName: 'Osoba Przykładowa', problemAreas: ['POVERTY', 'UNEMPLOYMENT'] },
      })
      const criteria = { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'social-worker-1' }
      await office.send(days.proposed, `/cases/${caseId}/qualification`, criteria)
      await office.consent(caseId, days.consented, 1)
      await office.appoint(caseId, days.team, 1)
    },
    async consent(caseId: string, on: string, nth: number) {
      await office.send(on, `/cases/${caseId}/consents`, {
        ...{ consentId: `consent-${caseId}-${nth}`, kind: 'PARTICIPATION', adultsCovered: 1 },
        ...{ institutions: ['mops', 'sp-1', 'kpp'], dataScopes: ['COOPERATION'], form: 'PAPER' },
        privacyNoticeVersion: 'v1',
      })
    },
    async appoint(caseId: string, on: string, nth: number) {
      const member = (institutionId: InstitutionId) => ({
        ...{ memberId: `${institutionId}-1`, institutionId, sector: sectorOf(institutionId) },
        confidentialitySignedOn: on,
      })
      const members = (['mops', 'sp-1', 'kpp', 'pup'] as const).map(member)
      await office.send(on, `/cases/${caseId}/team`, { teamId: `zzk-${caseId}-${nth}`, members })
    },
    /** The team meets, diagnoses, and agrees a plan of one goal and two actions. */
    async plan(caseId: string, days: { met: string; diagnosed: string; planned: string }) {
      const of = { kind: 'TEAM', caseId }
      const sitting = { of, invited: 4, present: 3, clientPresent: true, mode: 'ON_SITE' }
      await office.send(days.met, '/meetings', { id: `zzk-${caseId}-sitting-1`, ...sitting })
      const counts = { needs: 2, ownResources: 1, communityResources: 1 }
      await office.send(days.diagnosed, `/cases/${caseId}/diagnosis`, counts)
      await office.send(days.planned, `/cases/${caseId}/plan`, {
        clientTookPart: true,
        goals: [{ goalId: 'G1', text: 'Praca' }],
        actions: ['A1', 'A2'].map((actionId) => ({
          ...{ actionId, goalId: 'G1', owner: 'pup', due: addDays(days.planned, 60), text: 'Doradztwo' },
        })),
      })
      await office.send(days.planned, `/cases/${caseId}/plan-without-contract`, { reason: 'kontrakt przeciwwskazany' })
    },
    async finish(caseId: string, on: string, rating: 'ACHIEVED' | 'PARTLY' | 'NOT', reason: string) {
      for (const actionId of ['A1', 'A2']) await office.send(on, `/cases/${caseId}/action-completions`, { actionId })
      await office.send(on, `/cases/${caseId}/final-evaluation`, { ratings: [{ goalId: 'G1', rating }] })
      await office.send(on, `/cases/${caseId}/closure`, { reason })
    },
  }
  return office
}

export type Office = Awaited<ReturnType<typeof openOffice>>

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
