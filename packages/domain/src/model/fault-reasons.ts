/** Everything that can be wrong with a document besides its form, said once in each language; `{0}` is what it is about. */
export const faultReasons = {
  'no-such-process': { en: 'there is no process {0}; known are {1}', pl: 'nie ma procesu {0}; znane są {1}' },
  'no-way-in': { en: 'no step leads here', pl: 'nie prowadzi tu żaden krok' },
  'no-way-out': {
    en: 'no step leads from here to an end: whatever comes here would stay for ever',
    pl: 'żaden krok nie prowadzi stąd do końca: co tu trafi, zostanie na zawsze',
  },
  'no-such-state': { en: 'there is no state {0}', pl: 'nie ma stanu {0}' },
  'no-such-event': { en: 'there is no event {0} in this process', pl: 'w tym procesie nie ma zdarzenia {0}' },
  'no-interruption': {
    en: '{0} leads back from interruptions only',
    pl: '{0} prowadzi z powrotem tylko ze stanów, które przerywają pracę',
  },
  'no-such-guard': { en: 'there is no guard {0}', pl: 'nie ma warunku {0}' },
  'no-such-step': { en: 'the process has no step {0}', pl: 'proces nie ma kroku {0}' },
  'no-such-reaction': { en: 'there is no reaction {0}', pl: 'nie ma następstwa {0}' },
  'no-such-field': { en: '{0} has no field {1}', pl: '{0} nie ma pola {1}' },
  'never-so': { en: 'the field {0} of {1} is never {2}', pl: 'pole {0} w {1} nigdy nie ma wartości {2}' },
  'unknown-process': { en: 'there is no process {0}', pl: 'nie ma procesu {0}' },
  'no-law': { en: '{0} is statutory and names no law', pl: '{0} jest ustawowy i nie podaje podstawy prawnej' },
  'law-pauses': {
    en: '{0} is statutory: it never pauses by itself',
    pl: '{0} jest ustawowy: nic go samo nie wstrzymuje',
  },
  'reminded-before-begun': {
    en: '{0} would be reminded of before it begins',
    pl: 'o {0} przypomniano by, zanim zacznie biec',
  },
  'in-force-twice': { en: '{0} is in force twice: see {1}', pl: '{0} obowiązuje dwa razy naraz: zob. {1}' },
  'process-has-no-step': { en: '{0} has no step {1}', pl: '{0} nie ma kroku {1}' },
  'never-met': {
    en: '{0} can never follow the beginning of {1}: nothing could meet it',
    pl: '{0} nigdy nie następuje po początku {1}: nic nie mogłoby go zachować',
  },
  'stands-twice': { en: 'stands twice', pl: 'występuje dwa razy' },
  'no-such-category': { en: 'there is no category {0}', pl: 'nie ma rodzaju usługi {0}' },
  'excludes-itself': { en: 'a category cannot exclude itself', pl: 'rodzaj usługi nie wyklucza samego siebie' },
  'too-many-sectors': {
    en: 'the leader and the fewest institutions together could never be of so many sectors',
    pl: 'lider i najmniejsza liczba instytucji nie mogą pochodzić z tylu sektorów',
  },
} as const satisfies Record<string, { en: string; pl: string }>

export type FaultReason = keyof typeof faultReasons
