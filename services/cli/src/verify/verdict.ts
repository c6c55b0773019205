import type { HistoryVerdict, ReceiptVerdict } from '@kooperacje/verifier'

type Cosigners = HistoryVerdict['checkpoint']['cosigners']

const cosignedBy = (cosigners: Cosigners): string =>
  cosigners.length === 0
    ? 'not cosigned by any witness that you named'
    : `cosigned by ${cosigners.map(({ name, time }) => `${name} on ${new Date(time * 1000).toISOString().slice(0, 16)}Z`).join(', ')}`

export function historySentence({ checkpoint, tiles, withheld, continues }: HistoryVerdict): string {
  const { size, origin, cosigners } = checkpoint
  const notes = [
    cosignedBy(cosigners),
    tiles ? 'tiles agree' : 'no tiles',
    ...continues.map((past) => `the ${past} events of a checkpoint that was kept are among them, unchanged`),
    ...(withheld > 0 ? [`${withheld} payloads withheld or erased, their events proven without them`] : []),
  ]
  return `GOOD: ${size} events of ${origin} are complete and unchanged; ${notes.join('; ')}.`
}

export function receiptSentence({ checkpoint, position, event }: ReceiptVerdict): string {
  const { type, stream, recordedAt } = event
  const what = `${type} of ${stream}, recorded at ${recordedAt}, is event ${position} of ${checkpoint.origin}`
  return `GOOD: ${what}; ${cosignedBy(checkpoint.cosigners)}.`
}
