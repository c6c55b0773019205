import { type StreamName, type Stretch, streamNameOf, stretchOf, warsawDay } from '@kooperacje/history'
import { BadValue } from './errors.ts'

/** What a value looks like: its word in the help, and what the text becomes. */
export interface Kind<T> {
  readonly placeholder: string
  /** Throws a BadValue whose message completes "--option …". */
  read(text: string): T
}

export const matching = (placeholder: string, pattern: RegExp, what: string): Kind<string> => ({
  placeholder,
  read(text) {
    if (!pattern.test(text)) throw new BadValue(`must be ${what}, not '${text}'`)
    return text
  },
})

export const text: Kind<string> = matching('TEXT', /\S/, 'a text')

export const fileName: Kind<string> = matching('FILE', /\S/, 'the name of a file')

export const folderName: Kind<string> = matching('FOLDER', /\S/, 'the name of a folder')

export const pathName: Kind<string> = matching('PATH', /\S/, 'the name of a file or a folder')

export const httpUrl: Kind<string> = {
  placeholder: 'URL',
  read(text) {
    if (!/^https?:\/\/./.test(text) || !URL.canParse(text)) {
      throw new BadValue(`must be an address that begins with https:// or http://, not '${text}'`)
    }
    return text
  },
}

/** The rest of what a key must be is looked at where it is used: only there it is known of whom it has to be. */
export const verifierKey: Kind<string> = matching(
  'KEY',
  /^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/,
  'a verifier key (NAME+ID+BASE64)',
)

export const port: Kind<number> = {
  placeholder: 'PORT',
  read(text) {
    const number = /^\d{1,5}$/.test(text) ? Number(text) : -1
    if (number < 0 || number > 65_535) throw new BadValue(`must be a port number, not '${text}'`)
    return number
  },
}

export const ledgerName = matching(
  'LEDGER',
  /^[a-z0-9][a-z0-9-]{0,39}$/,
  'the name of a ledger (a TERYT code such as 2416021, or small letters, digits and dashes)',
)

export const identifier = matching(
  'ID',
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  'an id (letters, digits, dot, dash and underscore, at most 64)',
)

export const eventTypeName = matching('TYPE', /^[A-Za-z][A-Za-z0-9]*$/, 'the name of an event type')

export const projectionName = matching('NAME', /^[a-z][a-z0-9_-]*$/, 'the name of a projection')

export const tablespaceName = matching('NAME', /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/, 'the name of a tablespace')

export const keyId: Kind<string> = {
  placeholder: 'ID',
  read(text) {
    if (/^[0-9a-f]{12}$/.test(text)) return text
    // The text is not repeated: it may be the key as a whole.
    throw new BadValue('must be the 12 hexadecimal digits of `koop keys list`, the second part of koop_ID_SECRET')
  },
}

export const count: Kind<number> = {
  placeholder: 'N',
  read(text) {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : 0
    if (number < 1) throw new BadValue(`must be a whole number from 1, not '${text}'`)
    return number
  },
}

export const share: Kind<number> = {
  placeholder: 'X',
  read(text) {
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) throw new BadValue(`must be a number such as 2 or 0.5, not '${text}'`)
    return Number(text)
  },
}

export const streamName: Kind<StreamName> = {
  placeholder: 'TYPE/ID',
  read(text) {
    const name = streamNameOf(text)
    if (!name) throw new BadValue(`must be TYPE/ID, such as case/case-A, not '${text}'`)
    return name
  },
}

export const date: Kind<Stretch> = {
  placeholder: 'DATE',
  read(text) {
    const stretch = stretchOf(text)
    if (!stretch) {
      throw new BadValue(
        `must be a day in Poland (2019-11-12) or a moment with its zone (2019-11-12T09:00:00Z), not '${text}'`,
      )
    }
    return stretch
  },
}

export const countOrDate: Kind<number | Stretch> = {
  placeholder: 'POSITION|DATE',
  read: (text) => (/^\d+$/.test(text) ? count.read(text) : date.read(text)),
}

export const day: Kind<string> = {
  placeholder: 'DAY',
  read(text) {
    if (!warsawDay(text)) throw new BadValue(`must be a day such as 2019-11-12, not '${text}'`)
    return text
  },
}

export function choice<const T extends string>(
  placeholder: string,
  values: readonly T[],
): Kind<T> & { values: readonly T[] } {
  return {
    placeholder,
    values,
    read(text) {
      const value = values.find((candidate) => candidate === text)
      if (value === undefined) throw new BadValue(`must be ${listed(values, 'or')}, not '${text}'`)
      return value
    },
  }
}

/** What personal data may be opened for: the words that services/api/src/auth/disclosures.ts puts on record. */
export const purposeWord = choice('PURPOSE', ['CASE_WORK', 'SUPERVISION', 'CLIENT_REQUEST', 'CONTROL'])

/** `a, b or c`. */
export function listed(words: readonly string[], and: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`
}
