import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import { formInterdisciplinaryTeam, recordInterdisciplinarySitting } from './commands.ts'
import { InterdisciplinaryTeamFormed, InterdisciplinaryTeamSat } from './events.ts'
import { interdisciplinaryTeam } from './process.ts'

const formed = event(InterdisciplinaryTeamFormed, { municipality: '2416021' })
const sat = event(InterdisciplinaryTeamSat, {})

describe('the interdisciplinary team', () => {
  it('is formed once', () => {
    given(interdisciplinaryTeam).when(formInterdisciplinaryTeam, formed.data).then(formed)
    given(interdisciplinaryTeam, formed).when(formInterdisciplinaryTeam, formed.data).refuses('already-exists')
  })

  it('sits, any number of times, after it was formed', () => {
    given(interdisciplinaryTeam, formed, sat).when(recordInterdisciplinarySitting).then(sat)
    given(interdisciplinaryTeam).when(recordInterdisciplinarySitting).refuses('not-found')
  })

  it('leaves no more than the day', () => {
    given(interdisciplinaryTeam, formed).when(recordInterdisciplinarySitting, { cases: 4 }).isMalformedAt('')
  })
})
