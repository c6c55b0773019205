import { setTimeout as sleep } from 'node:timers/promises'
import { APIS, type ServiceName, WORKERS, type World } from '../system/world.ts'
import { type Finding, findings } from './finding.ts'

/** A process that something has hurt may need its own time limits to notice; after them it has to work again. */
const WELL_AGAIN_WITHIN_MS = 60_000
/** More than the connections that a process holds: one that was lost for good would leave some of them waiting. */
const QUESTIONS = 24

/** Every process says that it is ready, and every API answers as many questions at once as it ever could. */
export async function health(world: World, question: { path: string; apiKey: string }): Promise<readonly Finding[]> {
  const unready = await Promise.all([...APIS, ...WORKERS].map((name) => whyNotReady(world, name)))
  const silent = await Promise.all(
    APIS.map(async (api) => {
      const asked = Array.from({ length: QUESTIONS }, () =>
        answers(`${world.address(api)}${question.path}`, question.apiKey),
      )
      const heard = (await Promise.all(asked)).filter(Boolean).length
      return heard === QUESTIONS ? [] : [`${api} answered ${heard} of ${QUESTIONS} questions`]
    }),
  )
  return findings('everybody-is-well-again', [...unready, ...silent].flat())
}

async function whyNotReady(world: World, name: ServiceName): Promise<readonly string[]> {
  for (const until = performance.now() + WELL_AGAIN_WITHIN_MS; ; await sleep(500)) {
    const url = world.readiness(name)
    const response = url && (await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null))
    if (response?.ok) return []
    if (performance.now() > until) return [`${name} is not ready: ${response ? await response.text() : 'no answer'}`]
  }
}

async function answers(url: string, apiKey: string): Promise<boolean> {
  const signal = AbortSignal.timeout(WELL_AGAIN_WITHIN_MS)
  const response = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` }, signal }).catch(() => null)
  return response?.status === 200
}
