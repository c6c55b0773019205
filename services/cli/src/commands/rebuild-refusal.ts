import type { RebuildRefusal } from '@kooperacje/readmodels'

/** Why nothing was done, and what to do instead. */
export function refusalSentence(projection: string, refusal: RebuildRefusal): string {
  switch (refusal.code) {
    case 'rebuild-under-way':
      return `${projection} is being built anew by another process; \`koop projections status\` shows how far it is`
    case 'nothing-built':
      return `nothing was built beside the tables of ${projection}; \`koop projections rebuild ${projection} --keep\` does that`
    case 'outdated-build':
      return `what was built beside the tables of ${projection} is of version ${refusal.version} or from before a migration; rebuild it`
  }
}
