import { readSettings } from '@kooperacje/api'
import { type Setting, type Settings, shown } from '../settings/settings.ts'
import { type Finding, fail, ok } from './finding.ts'

/** Every setting with where it comes from, and all that is wrong with them at once. */
export function settingsFindings(settings: Settings, environment: NodeJS.ProcessEnv): Finding[] {
  const { dataDirectory, databaseUrl, masterKey, oldMasterKeys, redisUrl, faults, noDatabase } = settings
  const judged = (setting: Setting): Finding => {
    const fault = faults.find(({ name }) => name === setting.name)
    const seen = `${shown(setting)}, from ${setting.from}`
    return fault ? fail(setting.name, seen, `it ${fault.must}`) : ok(setting.name, seen)
  }
  return [
    ok('KOOP_DATA', `${dataDirectory.value}, from ${dataDirectory.from}`),
    databaseUrl ? judged(databaseUrl) : fail('DATABASE_URL', noDatabase, 'the checks of the server could not be made'),
    masterKey
      ? judged(masterKey)
      : fail(
          'KOOP_MASTER_KEY',
          'it is not set, so no personal data can be sealed or opened',
          'set it to the key that the services run with',
        ),
    ...(oldMasterKeys ? [judged(oldMasterKeys)] : []),
    redisUrl ? judged(redisUrl) : ok('REDIS_URL', 'not set: the queue runs on PostgreSQL'),
    ...otherFaults(environment),
  ]
}

/** What the API would refuse to start with in this environment, apart from the settings above. */
function otherFaults(environment: NodeJS.ProcessEnv): Finding[] {
  const read = readSettings(environment)
  if (!('faults' in read)) return []
  return read.faults.flatMap((fault) => {
    const [, name = '', what = fault] = /^([A-Z_]+) (.*)$/s.exec(fault) ?? []
    const judgedAbove = ['DATABASE_URL', 'KOOP_MASTER_KEY', 'KOOP_MASTER_KEYS_OLD', 'REDIS_URL'].includes(name)
    return judgedAbove ? [] : [fail(name, `${environment[name]}, from the environment`, what)]
  })
}
