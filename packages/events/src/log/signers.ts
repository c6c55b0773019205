import { type SignerKey, signerKey } from '@kooperacje/tlog'

export interface LogSigning {
  /** The log of a ledger has the origin `<prefix>/<ledger>`. */
  readonly originPrefix: string
  /** Seeds of Ed25519, 32 bytes each, the current one first. All sign; each is a key of its own for every ledger's log. */
  readonly seeds: readonly Uint8Array[]
}

/** A part of the name of every key of the log: no scheme, as the name says who and not where. */
export const ORIGIN_PREFIX: RegExp = /^(?!.*:\/\/)[^\s+]*[^\s+/]$/

/** As settings name it: keys in base64, the old ones with commas between them. */
export function logSigning(named: {
  readonly key: string
  readonly oldKeys?: string | undefined
  readonly originPrefix: string
}): LogSigning {
  const { key, oldKeys, originPrefix } = named
  const texts = [key, ...(oldKeys ? oldKeys.split(',') : [])]
  return { originPrefix, seeds: texts.map((text) => Buffer.from(text, 'base64')) }
}

export const originOf = ({ originPrefix }: Pick<LogSigning, 'originPrefix'>, ledger: string): string =>
  `${originPrefix}/${ledger}`

/** The keys that sign the checkpoints of this ledger, the current one first. */
export const signersOf = (signing: LogSigning, ledger: string): SignerKey[] =>
  signing.seeds.map((seed) => signerKey(originOf(signing, ledger), 'note', seed))
