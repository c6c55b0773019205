import type { World } from '../system/world.ts'
import { type Finding, findings } from './finding.ts'
import { koop } from './koop.ts'

/** Every projection is what a plain fold of its ledgers from zero gives. */
export async function projectionsEqualTheirFold(world: World): Promise<readonly Finding[]> {
  const { code, out, err } = await koop(world, 'projections', 'check', '--all')
  if (code === 0) return []
  const different = out.split('\n').filter((line) => line !== '' && !line.includes('equal to a fold from zero'))
  return findings(
    'projections-equal-their-fold',
    different.length > 0 ? different : [`koop ended with ${code}: ${err}`],
  )
}
