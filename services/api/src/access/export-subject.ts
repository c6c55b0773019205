import { type Locale, locales } from '../pages/i18n/locale.ts'
import { words } from '../pages/i18n/words.ts'
import { type FileMeans, type SubjectFile, subjectFile } from './subject-file.ts'
import { subjectHtml } from './subject-html.ts'
import { subjectText } from './subject-text.ts'

export const exportLocales = locales

/** What a person may be told is never asked for to look after them: for that there are the pages. */
export const exportPurposes = ['CLIENT_REQUEST', 'CONTROL'] as const

/** The file of one person as data and as a text to read; null when nothing is kept about them. */
export async function exportSubject(
  means: Omit<FileMeans, 'words'>,
  { ledger, clientId, locale }: { readonly ledger: string; readonly clientId: string; readonly locale: Locale },
): Promise<{ readonly file: SubjectFile; readonly text: string; readonly html: string } | null> {
  const file = await subjectFile({ ...means, words: words[locale] }, ledger, clientId)
  return file && { file, text: subjectText(file, words[locale]), html: subjectHtml(file, words[locale]) }
}
