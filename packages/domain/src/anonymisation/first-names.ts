/**
 * First names that are common in Poland, in the nominative. A closed list: any capitalised word would also find towns,
 * institutions and the beginnings of sentences, and a check that is wrong too often is soon passed over.
 */
const NAMES = `
Adam Adrian Agata Agnieszka Albert Aldona Aleksander Aleksandra Alfred Alicja Alina Amelia Andrzej Anastazja Aneta Angelika
Anna Antoni Antonina Arkadiusz Artur Barbara Bartłomiej Bartosz Beata Bernard Bogdan Bogumiła Bogusław Bogusława Bolesław
Bożena Bronisław Bronisława Cecylia Celina Cezary Czesław Czesława Dagmara Damian Daniel Danuta Daria Dariusz Dawid Dominik
Dominika Dorota Edward Edyta Elżbieta Emil Emilia Eugenia Eugeniusz Ewa Ewelina Fabian Feliks Filip Franciszek Franciszka
Gabriel Gabriela Genowefa Gertruda Grażyna Grzegorz Halina Hanna Helena Henryk Henryka Hieronim Hubert Ignacy Igor Ilona
Irena Ireneusz Iwona Iza Izabela Jacek Jadwiga Jakub Jan Janina Janusz Jarosław Jerzy Joanna Jolanta Józef Józefa Julia
Julian Julita Justyna Kacper Kamil Kamila Karol Karolina Katarzyna Kazimierz Kazimiera Kinga Klaudia Konrad Krystian Krystyna
Krzysztof Kuba Lech Leon Leszek Lidia Lucjan Lucyna Ludwik Łucja Łukasz Maciej Magda Magdalena Maja Maksymilian Malwina
Małgorzata Marcel Marcelina Marcin Marek Maria Marian Marianna Mariola Mariusz Marlena Marta Martyna Maryla Marzena Mateusz
Michalina Michał Mieczysław Mieczysława Mikołaj Milena Mirosław Mirosława Monika Natalia Nikodem Nikola Nina Norbert Oksana
Ola Olena Oliwia Oliwier Olga Oskar Patrycja Patryk Paulina Paweł Piotr Przemysław Radosław Rafał Regina Renata Robert Roksana
Roman Romana Romuald Rozalia Róża Ryszard Sabina Samanta Sandra Sebastian Seweryn Sławomir Stanisław Stanisława Stefan Stefania
Sylwester Sylwia Szymon Tadeusz Tamara Tatiana Teresa Tomasz Urszula Wacław Waldemar Wanda Weronika Wiesław Wiesława Wiktor
Wiktoria Wincenty Wioletta Wiola Witold Władysław Władysława Włodzimierz Wojciech Zbigniew Zdzisław Zdzisława Zenon Zofia
Zuzanna Zygmunt Żaneta
`
  .trim()
  .split(/\s+/)

/** Consonants before the ending -e of the dative and locative: Marta, Marcie; Monika, Monice. */
const SOFTENED: readonly (readonly [string, string])[] = [
  ['ka', 'ce'],
  ['ga', 'dze'],
  ['ta', 'cie'],
  ['da', 'dzie'],
  ['ra', 'rze'],
  ['ła', 'le'],
  ['na', 'nie'],
  ['sa', 'sie'],
  ['wa', 'wie'],
  ['fa', 'fie'],
]

function formsOf(name: string): readonly string[] {
  if (name.endsWith('a')) {
    const stem = name.slice(0, -1)
    const softened = SOFTENED.flatMap(([end, soft]) => (name.endsWith(end) ? [name.slice(0, -end.length) + soft] : []))
    return [...['a', 'y', 'i', 'ę', 'ą', 'o'].map((end) => stem + end), ...softened]
  }
  if (name.endsWith('y') || name.endsWith('i')) {
    const stem = name.slice(0, -1)
    return [name, ...['ego', 'emu', 'ym', 'im', 'iego', 'iemu'].map((end) => stem + end)]
  }
  // Marek, Marka; Paweł, Pawła: the vowel before the last consonant goes.
  const vowel = /^(.+)e(k|ł|ch)$/.exec(name)
  const stems = vowel ? [name, `${vowel[1]}${vowel[2]}`] : [name]
  const ends = ['a', 'owi', 'em', 'iem', 'u', 'ie', 'ze', 'le']
  const softT = name.endsWith('r') ? [`${name}ze`] : name.endsWith('t') ? [`${name.slice(0, -1)}cie`] : []
  const softL = name.endsWith('ł') ? [`${(stems.at(-1) as string).slice(0, -1)}le`] : []
  return [name, ...softT, ...softL, ...stems.flatMap((stem) => ends.map((end) => stem + end))]
}

const forms: ReadonlySet<string> = new Set(NAMES.flatMap(formsOf))

export const isFirstName = (word: string): boolean => forms.has(word)
