// One clock for all processes of a machine: what the kernel counts since it started.

export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
