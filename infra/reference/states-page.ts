import {
  ABSENT,
  type AnyProcess,
  commandDefinitions,
  type PartDescription,
  type ProcessDescription,
  processes,
  stepsOfDescription,
} from '@kooperacje/domain'
import { page, type Row, table } from './markdown.ts'

/** How each process runs: its diagram, what is allowed in which state, its parts and what follows from what. */
export function statesPage(): string {
  const all = Object.values(processes)
  const contents = all.map(({ name, description }) => `- [${description.en}](#${name})`).join('\n')
  return page(
    'States',
    'Every process of the model that comes with the software, as its description says it. A published version of the model ' +
      'may describe a process otherwise; then that version decides for the streams that run on it. A cell of the tables says ' +
      'where a step leads: `=` the state stays, empty: refused with `not-allowed-in-state`.',
    `${contents}\n\n${all.map(chapter).join('\n\n')}`,
  )
}

function chapter(process: AnyProcess): string {
  const { name, description } = process
  const parts = Object.entries(description.parts ?? {})
  return [
    `## ${name}`,
    `${description.en}; *${description.pl}*.`,
    diagram(description),
    allowed(description),
    commandsOf(process),
    ...parts.map(
      ([kind, part]) => `### ${name}: part \`${kind}\`\n\n${part.en}; *${part.pl}*.\n\n${partDiagram(part)}`,
    ),
    reactions(process),
  ]
    .filter((text) => text !== '')
    .join('\n\n')
}

/** One arrow between two states, however many steps lead along it. */
function diagram(description: ProcessDescription): string {
  const arrows = new Map<string, string[]>()
  for (const { type, from, to } of stepsOfDescription(description)) {
    if (from === to) continue
    const key = `${from === ABSENT ? '[*]' : from} --> ${to}`
    arrows.set(key, [...(arrows.get(key) ?? []), type])
  }
  return mermaid(arrows, description.states)
}

function partDiagram({ states, transitions }: PartDescription): string {
  const arrows = new Map<string, string[]>()
  for (const [type, rows] of Object.entries(transitions)) {
    for (const { from, to } of rows) {
      for (const state of from) {
        if (state === to) continue
        const key = `${state === ABSENT ? '[*]' : state} --> ${to}`
        arrows.set(key, [...new Set([...(arrows.get(key) ?? []), type])])
      }
    }
  }
  return mermaid(arrows, states)
}

function mermaid(arrows: ReadonlyMap<string, readonly string[]>, states: ProcessDescription['states']): string {
  const names = Object.entries(states).map(([state, { pl }]) => `    ${state}: ${state} (${pl})`)
  const lines = [...arrows].map(([arrow, types]) => `    ${arrow}: ${types.join('<br>')}`)
  const ends = Object.keys(states).flatMap((state) => (states[state]?.end ? [`    ${state} --> [*]`] : []))
  return ['```mermaid', 'stateDiagram-v2', ...names, ...lines, ...ends, '```'].join('\n')
}

function allowed({ states, transitions }: ProcessDescription): string {
  const columns = [ABSENT, ...Object.keys(states)]
  const rows = Object.entries(transitions).map(([type, rows]): Row => {
    const cells = columns.map((state) => {
      const targets = rows.filter(({ from }) => from.includes(state)).map(({ to }) => to ?? '=')
      return [...new Set(targets)].join(' or ')
    })
    const guards = [...new Set(rows.flatMap(({ guards = [] }) => guards))]
    return [`\`${type}\``, ...cells, guards.map((guard) => `\`${guard}\``).join(', ')]
  })
  return table(['step', ...columns, 'guards'], rows)
}

function commandsOf(process: AnyProcess): string {
  const commands = Object.values(commandDefinitions).filter(
    (command) => command.process === process && !command.history,
  )
  if (commands.length === 0) return ''
  const rows = commands.map(
    ({ name, adds, about }): Row => [name, adds.map(({ type }) => `\`${type}\``).join(', '), about],
  )
  return table(['command', 'adds', 'meaning'], rows)
}

function reactions({ description, reactions = [] }: AnyProcess): string {
  const rows = (description.reactions ?? []).map(({ on, do: name, when }): Row => {
    const condition = Object.entries(when ?? {}).map(([field, value]) => `${field} = ${value}`)
    const about = reactions.find((each) => each.name === name)?.about ?? ''
    return [`\`${on}\`${condition.length > 0 ? ` (${condition.join(', ')})` : ''}`, `\`${name}\``, about]
  })
  return rows.length === 0 ? '' : table(['when this fact', 'then', 'because'], rows)
}
