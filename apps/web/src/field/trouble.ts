// What went wrong behind the screen: said in the console, which tests read; nothing waits for it.

export function onTrouble(error: unknown): void {
  reportError(error)
}
