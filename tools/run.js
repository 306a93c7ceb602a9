// The door of every npm script. Plain JavaScript that an old Node can still read, so that it can
// say what is wrong: it must therefore import nothing before the version has been looked at.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Muster needs Node 20.19 or newer to start itself; this is Node ${process.versions.node} (${process.execPath}).\nInstall a newer one from https://nodejs.org/ or by your distribution, then try again.\n`,
  )
  process.exitCode = 1
} else {
  import('./run/launch.js')
    .then(launch => launch.main(process.argv.slice(2)))
    .catch(error => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
      process.exitCode = 1
    })
}
