/** `<ledger>@<position>`: anything else names a request and not a fact. */
export function causeNamed(ledger: string, causationId: string | null | undefined): number | null {
  const [, position] = /@(\d{1,15})$/.exec(causationId ?? '') ?? []
  return position !== undefined && causationId === `${ledger}@${position}` ? Number(position) : null
}
