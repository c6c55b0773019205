import { parseVerifierKey, type VerifierKey } from '@kooperacje/tlog'

/** A partner who cosigns our checkpoints, as they gave it to us. */
export interface WitnessAddress {
  readonly key: VerifierKey
  /** `add-checkpoint` lies below it. */
  readonly url: string
}

/**
 * As the setting names them: `<verifier key> <address>`, with commas between them. Answers the rest of a sentence when it
 * cannot be read.
 */
export function readWitnesses(text: string): readonly WitnessAddress[] | string {
  const witnesses: WitnessAddress[] = []
  for (const part of text.split(',').map((each) => each.trim())) {
    const [vkey = '', address = '', ...more] = part.split(/\s+/)
    const key = parseVerifierKey(vkey)
    if (!key.ok) return `must be keys and addresses of witnesses: ${key.refusal.reason}`
    if (key.value.type !== 'cosignature') return `must be keys of witnesses: '${key.value.name}' is the key of a log`
    if (!/^https?:\/\/./.test(address) || !URL.canParse(address) || more.length > 0) {
      return `must have one http(s) address behind the key of '${key.value.name}'`
    }
    if (witnesses.some((other) => other.key.name === key.value.name)) return `names '${key.value.name}' twice`
    witnesses.push({ key: key.value, url: address.replace(/\/+$/, '') })
  }
  return witnesses
}
