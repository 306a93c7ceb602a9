/** A subject of the vault for what is written within one month: `audit-2026-11`. */
export function monthOf(prefix: string, at: number): string {
  return `${prefix}-${new Date(at).toISOString().slice(0, 7)}`
}
