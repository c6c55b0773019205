import { isFirstName } from './first-names.ts'
import { isNip, looksLikePesel } from './numbers.ts'

export type PersonalKind = 'PESEL' | 'NIP' | 'PHONE' | 'EMAIL' | 'POSTAL_ADDRESS' | 'DATE_OF_BIRTH' | 'PERSON_NAME'

/** A place in the text, never the words that stand there: what is found goes into answers and logs. */
export interface Finding {
  readonly kind: PersonalKind
  /** Offsets into the text, the second exclusive. */
  readonly from: number
  readonly to: number
}

type Finder = (text: string) => Iterable<Finding>

const CAPITALISED = String.raw`\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?`
const START = String.raw`(?<![\p{L}\d])`
const END = String.raw`(?![\p{L}\d])`

const matching =
  (kind: PersonalKind, pattern: string, accept: (match: RegExpMatchArray) => boolean = () => true): Finder =>
  (text) =>
    [...text.matchAll(new RegExp(pattern, 'gu'))]
      .filter(accept)
      .map((match) => ({ kind, from: match.index, to: match.index + match[0].length }))

const digitsOf = ([text]: RegExpMatchArray) => text.replaceAll(/\D/g, '')

const pesel = matching('PESEL', String.raw`(?<![\d-])\d(?:[ -]?\d){10}(?![\d-])`, (match) =>
  looksLikePesel(digitsOf(match)),
)

const nip = matching(
  'NIP',
  String.raw`(?<![\d-])(?:NIP[ :.]*)?(?:\d{10}|\d{3}[ -]\d{3}[ -]\d{2}[ -]\d{2}|\d{3}[ -]\d{2}[ -]\d{2}[ -]\d{3})(?![\d-])`,
  (match) => match[0].startsWith('NIP') || isNip(digitsOf(match)),
)

/** Nine digits in threes or in a row, a code of the area in brackets, or whatever follows the word. */
const phones: readonly Finder[] = [
  matching('PHONE', String.raw`(?:\+|00)48[ -]?\d(?:[ -]?\d){8}(?!\d)`),
  matching('PHONE', String.raw`(?<![\d-])(?:\d{3}[ -]\d{3}[ -]\d{3}|\d{9})(?![\d-]|[ ]?(?:zł|PLN))`),
  matching('PHONE', String.raw`\(\d{2}\)[ ]?\d{2,3}(?:[ -]?\d{2,3}){2}(?!\d)`),
  matching('PHONE', String.raw`${START}(?:[Tt]el(?:efonu?)?|[Kk]om(?:órk\p{L}+)?)[.:]*[ ]{0,2}[\d+(][\d ()-]{6,}\d`),
]

const email = matching('EMAIL', String.raw`[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`)

const STREET = String.raw`(?:[Uu]l|[Aa]l|[Pp]l|[Oo]s)\.|(?:[Uu]lic|[Aa]lej|[Pp]lac|[Oo]siedl)\p{Ll}*`
const addresses: readonly Finder[] = [
  matching(
    'POSTAL_ADDRESS',
    String.raw`${START}(?:${STREET})[ ](?:[\p{L}\d.-]+[ ]){1,4}?\d+\p{Ll}?(?:[ ]?(?:/|m\.)[ ]?\d+)?${END}`,
  ),
  // A postal code before a town; two digits, a dash and three digits alone may be a range.
  matching('POSTAL_ADDRESS', String.raw`(?<![\d-])\d{2}-\d{3}[ ]${CAPITALISED}`),
]

const MONTH = String.raw`(?:stycz|lut|mar[cz]|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud)\p{Ll}*`
const DATE = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}[ ]${MONTH}[ ](?:19|20)\d{2})`
const birth = matching(
  'DATE_OF_BIRTH',
  String.raw`${START}(?:[Uu]r\.|[Uu]rodz(?:on|en|ił)\p{Ll}*|[Bb]orn|[Dd]ate of birth)[^\d\n]{0,25}${DATE}`,
)

/** What is called after a person, and words that stand beside a title instead of a name. */
const CALLED_AFTER =
  /(?:(?:^|[^\p{L}])(?:im\.|imienia|ul\.|ulic\p{Ll}*|pl\.|plac\p{Ll}*|al\.|alei|aleja|os\.|św\.|święt\p{Ll}*)\s*)$/iu
const OFFICE =
  /^(?:Dyrektor|Kierowni|Burmistrz|Prezyden|Wójt|Staro[sś]|Prezes|Minist|Koordynator|Sędzi|Kurator|Naczelni|Komendant|Doktor|Profesor|Pedagog|Marszał|Sekretarz|Przewodnicz|Ekspert|Animator|Psycholog|Pielęgniar|Asystent|Rzeczni|Skarbni|Dzielnicow)/u
const SURNAME = String.raw`\p{Lu}\p{Ll}+(?:sk|ck|dzk)(?:i|a|iego|iej|iemu|im|ą)|\p{Lu}\p{Ll}+(?:wicz|czyk)(?:a|owi|em|iem)?`

const TITLE = String.raw`[Pp]an(?:i|a|u|em|ią|ie|owie|ów)?|[Pp]\.|Mrs?\.?|Ms\.?`
const FAMILY = '[Rr]odzin(?:a|y|ie|ę|ą)|[Pp]aństw(?:o|a|u|em)|[Mm]ałżeństw(?:o|a|u|em)'

const names: readonly Finder[] = [
  function* besideAFirstName(text) {
    for (const match of text.matchAll(new RegExp(`${START}${CAPITALISED}${END}`, 'gu'))) {
      const { index } = match
      if (!isFirstName(match[0]) || CALLED_AFTER.test(text.slice(Math.max(0, index - 16), index))) continue
      const after = text.slice(index + match[0].length)
      const more = new RegExp(`^(?:[ ]${CAPITALISED}){1,2}${END}`, 'u').exec(after)
      if (more) yield { kind: 'PERSON_NAME', from: index, to: index + match[0].length + more[0].length }
      const before = new RegExp(`(?:${SURNAME})[ ]$`, 'u').exec(text.slice(0, index))
      if (before) yield { kind: 'PERSON_NAME', from: before.index, to: index + match[0].length }
    }
  },
  matching('PERSON_NAME', `${START}(?:${TITLE})[ ](${CAPITALISED})${END}`, ([, word]) => !OFFICE.test(word ?? '')),
  matching('PERSON_NAME', String.raw`${START}\p{Lu}\.[ ]?(?:${SURNAME})${END}`),
  matching(
    'PERSON_NAME',
    String.raw`${START}(?:${FAMILY})[ ]\p{Lu}\p{Ll}+(?:(?:sk|ck|dzk)ich|scy|ccy|ów|om|ami|owie)${END}`,
  ),
]

const finders: readonly Finder[] = [email, birth, pesel, nip, ...phones, ...addresses, ...names]

/**
 * Where a text names a person or can lead to one: numbers, contact data, addresses, dates of birth, names in the forms in
 * which staff write them. It finds what people forget, not what somebody hides; a human confirms besides.
 */
export function findPersonal(text: string): readonly Finding[] {
  const found = finders.flatMap((finder) => [...finder(text)])
  found.sort((one, other) => one.from - other.from || other.to - one.to)
  const apart: Finding[] = []
  for (const finding of found) if (finding.from >= (apart.at(-1)?.to ?? 0)) apart.push(finding)
  return apart
}
