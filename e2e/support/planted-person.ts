/** Said of one person in every field that takes words. Told apart from anything the software says. */
export const planted = {
  name: 'Zenobia Planowska',
  pesel: '85010112345',
  note: 'mieszka przy Jaworowej 17',
  evidence: 'dowodem jest pismo z sadu',
  voice: 'chcę odzyskać spokój',
  decided: 'kurs spawania od maja',
  diagnosis: 'dlug po bylym mezu',
  causes: 'utrata pracy w hucie „Łucja” i żal',
  goal: 'splata zaleglosci w ratach',
  action: 'rozmowa z wierzycielem',
  return: 'osoba znana gdzie indziej',
  place: 'mieszkanie w Kromolowie',
  without: 'lezy w szpitalu',
  dropped: 'wierzyciel umarl',
  suspended: 'wyjazd na pogrzeb',
  cancelled: 'klientka chora na grype',
} as const
export const words = Object.values(planted)
export const OTHER = 'Bogumil Niezwiazany'

/** Records something by the route of its command, under a key of its own. */
export type Does = (path: string, key: string, body: object, on?: string) => Promise<void>

export const referral = (clientId: string, clientName: string) => ({
  partnershipId: 'pzk',
  clientId,
  clientKind: 'FAMILY',
  source: 'SCHOOL',
  knownSince: '2026-01-02',
  urgency: 'NORMAL',
  clientAgreed: 'YES',
  clientName,
  ...(clientName === planted.name && { clientPesel: planted.pesel }),
  problemAreas: ['HOUSING_ARREARS', 'UNEMPLOYMENT'],
})

/** A person's way from the referral to the end of the case, with words wherever there is room for some. */
export async function tell(does: Does, clientId: string, x: string, name: string) {
  const say = (text: string) => (x === 'a' ? text : `${text} (nie)`.replace(/./g, 'x'))
  const id = `case-${x}`
  await does('/referrals', `1${x}`, { ...referral(clientId, name), id: `ref-${x}`, note: say(planted.note) })
  await does(`/referrals/ref-${x}/acceptance`, `2${x}`, { caseId: id, adults: 1, children: 2 }, '2026-01-13')
  await does(
    `/cases/${id}/qualification`,
    `3${x}`,
    {
      coordinatorId: 'sw-1',
      evidence: ['C1', 'C2', 'C3', 'C4'].map((criterion) => ({ criterion, met: true, note: say(planted.evidence) })),
    },
    '2026-01-14',
  )
  const consent = { adultsCovered: 1, institutions: ['mops', 'sp-1', 'kpp'], dataScopes: ['COOPERATION'] }
  await does(
    `/cases/${id}/consents`,
    `4${x}`,
    { consentId: `consent-${x}`, kind: 'PARTICIPATION', form: 'PAPER', privacyNoticeVersion: 'v1', ...consent },
    '2026-01-16',
  )
  const member = (memberId: string, sector: string, institutionId: string) => ({
    ...{ memberId, sector, institutionId, confidentialitySignedOn: '2026-01-19' },
  })
  const members = [
    member('sw-1', 'SOCIAL_ASSISTANCE', 'mops'),
    member('teacher-1', 'EDUCATION', 'sp-1'),
    member('officer-1', 'POLICE_AND_PUBLIC_SAFETY', 'kpp'),
  ]
  await does(`/cases/${id}/team`, `5${x}`, { teamId: `zzk-${x}`, members }, '2026-01-19')
  await does(
    '/meetings',
    `6${x}`,
    {
      ...{ id: `sitting-${x}`, of: { kind: 'TEAM', caseId: id }, ordinal: 1, invited: 3, present: 3 },
      ...{
        clientPresent: true,
        mode: 'ON_SITE',
        place: say(planted.place),
        clientVoice: say(planted.voice),
        decided: [say(planted.decided)],
      },
    },
    '2026-01-26',
  )
  await does(
    `/cases/${id}/diagnosis`,
    `7${x}`,
    {
      ...{ needs: 3, ownResources: 2, communityResources: 1 },
      ...{ summary: say(planted.diagnosis), causes: say(planted.causes) },
    },
    '2026-02-02',
  )
  const action = { actionId: 'A1', goalId: 'G1', owner: 'sp-1', due: '2026-06-26', text: say(planted.action) }
  await does(
    `/cases/${id}/plan`,
    `8${x}`,
    { clientTookPart: true, goals: [{ goalId: 'G1', text: say(planted.goal) }], actions: [action] },
    '2026-02-09',
  )
}

/** What came of the plan of the first. */
export async function goOn(does: Does) {
  await does('/cases/case-a/plan-without-contract', '9a', { reason: planted.without }, '2026-02-10')
  await does('/cases/case-a/action-cancellations', '10a', { actionId: 'A1', reason: planted.dropped }, '2026-02-11')
  const meeting = {
    id: 'sitting-a-2',
    of: { kind: 'TEAM', caseId: 'case-a' },
    plannedOn: '2026-03-02',
    invited: 3,
    mode: 'REMOTE',
  }
  await does('/meetings/scheduled', '11a', meeting, '2026-02-12')
  await does('/meetings/sitting-a-2/cancellation', '12a', { reason: planted.cancelled }, '2026-02-13')
  await does('/cases/case-a/suspension', '13a', { reason: planted.suspended }, '2026-02-16')
}
