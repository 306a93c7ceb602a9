/** Reached only when a union grew and a switch did not; the compiler refuses the call before that. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`)
}
