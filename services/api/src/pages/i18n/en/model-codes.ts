import type { ModelCodeNames } from '../model-code-names.ts'
import { modelChangesTexts } from './model-changes-texts.ts'

const { family, closureWhen, closureNote, pause } = modelChangesTexts

export const modelCodes: ModelCodeNames = {
  modelFamily: family,
  closureWhen,
  closureNote,
  pause,
  bound: { AT_MOST: 'that something comes by that day', AT_LEAST: 'that something does not come before' },
  lengthUnit: { CALENDAR_DAYS: 'days', WORKING_DAYS: 'working days', MONTHS: 'months', HOURS: 'hours' },
  dueKind: {
    after: 'after some time',
    on: 'on the day that the record names',
    'yearly,yearField': 'every year on the same day',
  },
  prolongKind: {
    'event,when,unless,by': 'by so much time',
    'event,when,unless,until': 'until the day that the record names',
  },
}
