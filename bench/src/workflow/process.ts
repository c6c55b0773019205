import {
  absent,
  type CommandDefinition,
  defineCommand,
  defineEvent,
  defineProcess,
  event,
  type ProcessState,
  recordCommand,
} from '@kooperacje/domain'
import { eventType } from '../sample.ts'

/** Three steps that carry what a referral carries, so that peers are given as much to keep. */
const fact = (type: string, about: string) => defineEvent({ type, version: 1, about, data: eventType.data })

const HelpAsked = fact('HelpAsked', 'Somebody asked for help.')
const HelpGranted = fact('HelpGranted', 'It was granted.')
const HelpGiven = fact('HelpGiven', 'It was given.')

/** Interpreted like every process of the domain; the model does not name it, so it stays as it is here. */
export const help = defineProcess<ProcessState, unknown>({
  name: 'help',
  events: [HelpAsked, HelpGranted, HelpGiven],
  initial: absent,
  guards: {},
  remember: {},
  description: {
    pl: 'Pomoc',
    en: 'Help',
    states: {
      ASKED: { pl: 'proszona', en: 'asked for' },
      GRANTED: { pl: 'przyznana', en: 'granted' },
      GIVEN: { pl: 'udzielona', en: 'given', end: true },
    },
    transitions: {
      HelpAsked: [{ from: ['NONE'], to: 'ASKED' }],
      HelpGranted: [{ from: ['ASKED'], to: 'GRANTED' }],
      HelpGiven: [{ from: ['GRANTED'], to: 'GIVEN' }],
    },
  },
})

export const ask = defineCommand({
  name: 'AskForHelp',
  about: 'Ask for help.',
  process: help,
  creates: true,
  body: HelpAsked.data,
  adds: [HelpAsked],
  events: ({ body }) => [event(HelpAsked, body)],
})
const grant = recordCommand(help, HelpGranted, { name: 'GrantHelp', about: 'Grant it.' })
const give = recordCommand(help, HelpGiven, { name: 'GiveHelp', about: 'Give it.' })

/** What follows from a fact, by the queue and not in its commit. */
export const FOLLOWS: Readonly<Record<string, CommandDefinition<ProcessState, typeof eventType.data>>> = {
  HelpAsked: grant,
  HelpGranted: give,
}
