import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const below = `/o/${LEDGER}`

describe('what can be done with a thing', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const section = (text: string) => /<h2 id="steps">(.*?)<\/section>/s.exec(text)?.[1] ?? ''
  const possible = (text: string) => section(text).split('<details>')[0] ?? ''
  const refused = (text: string) => section(text).split('<details>')[1] ?? ''

  it('stands on the page of a case, the possible before the impossible', async () => {
    const { text } = await town.visit('COORDINATOR', `${below}/cases/case-b`)
    expect(possible(text)).toContain('Zakwalifikuj sprawę')
    expect(possible(text)).not.toContain('Powołaj zespół zadaniowy')
    expect(refused(text)).toContain('Powołaj zespół zadaniowy')
  })

  it('gives the reason in words, with the states in which it would be allowed, in the language of the reader', async () => {
    const polish = await town.visit('COORDINATOR', `${below}/cases/case-b`)
    expect(refused(polish.text)).toContain('Obecny stan nie pozwala na ten krok. Możliwe w stanie: ze zgodą klienta.')
    const english = await town.visit('COORDINATOR', `${below}/cases/case-b`, { 'accept-language': 'en' })
    expect(refused(english.text)).toMatch(
      /Appoint the task team.*The present state does not allow this step\. Possible in the state: with the client’s consent\./s,
    )
  })

  it('gives with the reason what the guard asks for, in the words in which the model is read', async () => {
    const polish = await town.visit('LEADER', `${below}/partnerships/pzk`)
    const english = await town.visit('LEADER', `${below}/partnerships/pzk`, { 'accept-language': 'en' })
    expect(refused(polish.text)).toContain('trzeba je zapisać. Warunek: odbyło się posiedzenie plenarne.')
    expect(refused(english.text)).toContain('Condition: a plenary meeting has been held.')
  })

  it('includes what is begun for the thing elsewhere, and the contract of a case', async () => {
    const started = (await town.visit('COORDINATOR', `${below}/cases/case-a`)).text
    expect(possible(started)).toContain('Zapisz spotkanie, które się odbyło: posiedzenie zespołu zadaniowego')
    expect(possible(started)).toContain('Zakończ kontrakt socjalny')
    const proposed = (await town.visit('COORDINATOR', `${below}/cases/case-b`)).text
    expect(refused(proposed)).toMatch(/Sporządź kontrakt socjalny.*Możliwe w stanie: plan uzgodniony/s)
  })

  it.each(['OBSERVER', 'REGION', 'SUPPORT'] as const)(
    'is not offered to %s on the page of a partnership',
    async (role) => {
      expect(section((await town.visit(role, `${below}/partnerships/pzk`)).text)).toBe('')
    },
  )

  it('offers a partner what its role allows: its services, not the partnership', async () => {
    const { text } = await town.visit('PARTNER', `${below}/partnerships/pzk`)
    expect(possible(text)).toContain('Zaproponuj usługę')
    expect(section(text)).not.toContain('Rozwiąż partnerstwo')
    expect(section((await town.visit('PARTNER', `${below}/cases/case-a`)).text)).toBe('')
  })

  it('is reached from the inbox by those who answer referrals', async () => {
    const page = `${below}/referrals/ref-late/record`
    expect((await town.visit('LEADER', `${below}/referrals`)).text).toContain(`href="${page}"`)
    expect((await town.visit('PARTNER', `${below}/referrals`)).text).not.toContain(page)
    const { status, text } = await town.visit('LEADER', page)
    expect(status).toBe(200)
    for (const step of ['Przyjmij zgłoszenie', 'Zwróć zgłoszenie']) expect(possible(text)).toContain(step)
    expect((await town.visit('PARTNER', page)).status).toBe(403)
    expect((await town.visit('LEADER', `${below}/referrals/none/record`)).status).toBe(404)
  })
})
