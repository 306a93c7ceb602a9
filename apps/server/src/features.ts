// Every feature of the server, in the order in which they start.
import type { Feature } from './platform/feature.ts'

export const features: readonly Feature[] = []
