// Plain JavaScript in old syntax: a Node that cannot read TypeScript must still be able to say what is missing.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Kooperacje 3D needs Node 24 or newer and this is ${process.versions.node}: install it from https://nodejs.org and start again.`,
  )
  process.exitCode = 1
} else {
  import('./run.ts')
}
