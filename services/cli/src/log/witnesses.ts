import { witnessesSeen } from '@kooperacje/events'
import { readWitnesses } from '@kooperacje/workers'
import type { Pool } from 'pg'
import { Failure } from '../command-line/errors.ts'

/** The names of those who are asked to cosign: as the workers' setting has them, else all who ever did. */
export async function witnessNames(pool: Pool, environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const { KOOP_LOG_WITNESSES: setting = '' } = environment
  if (setting === '') return witnessesSeen(pool)
  const witnesses = readWitnesses(setting)
  if (typeof witnesses === 'string') throw new Failure(`KOOP_LOG_WITNESSES ${witnesses}`)
  return witnesses.map(({ key }) => key.name)
}
