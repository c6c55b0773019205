import type { AnyCommand, Options } from '../command-line/command.ts'
import { described, spelled, synopsis } from '../command-line/synopsis.ts'
import type { CommandTable } from '../command-line/table.ts'

/** `docs/reference/cli.md`: everything that `--help` says, from the same table. */
export async function referencePage(table: CommandTable): Promise<string> {
  const rows = Object.entries(table)
  const sections = await Promise.all(rows.map(async ([name, { load }]) => section(name, await load())))
  return `# The koop command

<!-- Made by \`pnpm reference\` from the command table; a test fails when it is stale. -->

Run \`npx -y pnpm koop COMMAND\` in the clone. pnpm prints the line it runs to standard error, so standard output can be
piped; \`pnpm --silent koop\` leaves that line out. \`koop --help\` and \`koop COMMAND --help\` say what stands here.

| command | what it does |
| --- | --- |
${rows.map(([name, { summary }]) => `| [\`koop ${name}\`](#koop-${name.replaceAll(' ', '-')}) | ${summary} |`).join('\n')}

## Conventions

- Options follow GNU: \`--option VALUE\` or \`--option=VALUE\`, in any order; \`--\` ends them.
- Exit codes: 0 done, 1 failed, 2 wrong usage. An error is one sentence on standard error; \`KOOP_DEBUG=1\` adds the stack
  trace.
- Results go to standard output, progress and remarks to standard error. A reader that has enough (\`| head\`) ends the
  command without an error.
- A DATE is a day in Poland (\`2019-11-12\`) or a moment with its zone (\`2019-11-12T09:00:00+01:00\`). "Until" includes the
  whole day.
- Personal data stays sealed unless a command is told to \`--open\` it; who saw whose data is then put on record in
  \`accounts.disclosures\`, as \`operator:\` and the account on this machine or \`KOOP_OPERATOR\`.

## Settings

| variable | meaning | otherwise |
| --- | --- | --- |
| \`DATABASE_URL\` | the PostgreSQL of the installation, with the log-in of the services | the database of a running \`pnpm start\` |
| \`KOOP_MASTER_KEY\` | 32 bytes in base64 that wrap the keys of persons | the key kept in the data folder |
| \`KOOP_MASTER_KEYS_OLD\` | master keys that still open what they wrapped, with commas between them | none |
| \`KOOP_LOG_WITNESSES\` | who is asked to cosign, as the workers have it (\`koop doctor\`, \`koop log status\`) | all who ever cosigned |
| \`REDIS_URL\` | the Redis of the queue (only \`koop doctor\` asks it) | the queue runs on PostgreSQL |
| \`KOOP_OPERATOR\` | who looks, for the register of reads, where several share an account | the account on this machine |
| \`KOOP_DATA\` | the data folder of \`pnpm start\` | \`.data\` in the clone |

${sections.join('\n')}`
}

function section(name: string, command: AnyCommand): string {
  const options = Object.entries(command.options as Options)
  const operands = Object.values(command.operands as Options)
  const rows = [
    ...operands.map((row) => [row.kind?.placeholder ?? '', described(row)] as const),
    ...options.map(([option, row]) => [spelled(option, row), described(row)] as const),
  ]
  const examples = command.examples.map(({ line, about }) => `${about}\n\n\`\`\`sh\n${line}\n\`\`\`\n`)
  return `## koop ${name}

${command.about}

\`\`\`text
${synopsis(name, command)}
\`\`\`
${(command.details ?? []).map((paragraph) => `\n${paragraph}\n`).join('')}
${rows.length === 0 ? '' : `| option | meaning |\n| --- | --- |\n${rows.map(([term, about]) => `| \`${term}\` | ${about.replaceAll('|', '\\|')} |`).join('\n')}\n\n`}${examples.join('\n')}`
}
