import type { HistoryVerdict, ReceiptVerdict } from '@kooperacje/verifier'

type Cosigners = HistoryVerdict['checkpoint']['cosigners']

const cosignedBy = (cosigners: Cosigners): string =>
  cosigners.length === 0
    ? 'not cosigned by any witness that you named'
    : `cosigned by ${cosigners.map(({ name, time }) => `${name} on ${new Date(time * 1000).toISOString().slice(0, 16)}Z`).join(', ')}`

export function historySentence(verdict: HistoryVerdict): string {
  const { checkpoint, tiles, erased, untold, withheld, hidden, continues } = verdict
  const { size, origin, cosigners } = checkpoint
  const notes = [
    cosignedBy(cosigners),
    tiles ? 'tiles agree' : 'no tiles',
    ...continues.map((past) => `the ${past} events of a checkpoint that was kept are among them, unchanged`),
    ...(erased > 0 ? [`${erased} payloads erased, by erasures that are recorded in it`] : []),
    ...(untold > 0
      ? [`${untold} payloads of the first format withheld or erased, which of the two it does not tell`]
      : []),
    ...(withheld > 0 ? [`${withheld} payloads withheld, their events proven without them`] : []),
    ...(hidden > 0 ? [`${hidden} events withheld altogether, only their places proven`] : []),
  ]
  return `GOOD: ${size} events of ${origin} are complete and unchanged; ${notes.join('; ')}.`
}

export function receiptSentence({ checkpoint, position, event }: ReceiptVerdict): string {
  const { type, stream, recordedAt } = event
  const what = `${type} of ${stream}, recorded at ${recordedAt}, is event ${position} of ${checkpoint.origin}`
  return `GOOD: ${what}; ${cosignedBy(checkpoint.cosigners)}.`
}
