// The packages that bring Node name their system as text where a list is expected, which pnpm passes over: without this
// every Linux machine would also unpack the 90 MB of the Windows one.
module.exports = {
  hooks: {
    readPackage(manifest) {
      if (/^node-(linux|win)-/.test(manifest.name ?? '')) {
        manifest.os = [manifest.os].flat()
        manifest.cpu = [manifest.cpu].flat()
      }
      return manifest
    },
  },
}
