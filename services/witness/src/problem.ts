/** Why a witness does not start or stops, in one sentence for whoever runs it. */
export class WitnessProblem extends Error {
  override readonly name = 'WitnessProblem'
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
