/** Some browsers read the file only after the click. */
const KEPT_MS = 60_000

/** Hands a file to the browser, which asks or keeps it as it is set to. */
export function saveAs(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}
