import type { ModelCodeNames } from '../model-code-names.ts'
import { modelChangesTexts } from './model-changes-texts.ts'

const { family, closureWhen, closureNote, pause } = modelChangesTexts

export const modelCodes: ModelCodeNames = {
  modelFamily: family,
  closureWhen,
  closureNote,
  pause,
  bound: { AT_MOST: 'żeby coś nastąpiło do tego dnia', AT_LEAST: 'żeby coś nie nastąpiło wcześniej' },
  lengthUnit: { CALENDAR_DAYS: 'dni', WORKING_DAYS: 'dni robocze', MONTHS: 'miesiące', HOURS: 'godziny' },
  dueKind: {
    after: 'po upływie czasu',
    on: 'w dniu, który podaje zapis',
    'yearly,yearField': 'co roku tego samego dnia',
  },
  prolongKind: {
    'event,when,unless,by': 'o podany czas',
    'event,when,unless,until': 'do dnia, który podaje zapis',
  },
}
