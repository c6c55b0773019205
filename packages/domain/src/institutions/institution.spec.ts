import { describe, it } from 'vitest'
import { registered } from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import { registerInstitution } from './commands.ts'
import { institution } from './process.ts'

describe('an institution', () => {
  const body = registered('OPS').data

  it('is registered once', () => {
    given(institution).when(registerInstitution, body).then(registered('OPS'))
    given(institution, registered('OPS'))
      .when(registerInstitution, body)
      .refuses('already-exists', { process: 'institution' })
  })

  it('lies in a municipality or county', () => {
    given(institution)
      .when(registerInstitution, { ...body, teryt: '24160' })
      .isMalformedAt('teryt')
  })
})
