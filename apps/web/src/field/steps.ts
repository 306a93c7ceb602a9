// What `later.ts` fetches.
export { ArrivePage } from './ArrivePage.tsx'
export { CodePage } from './CodePage.tsx'
export { DonePage } from './DonePage.tsx'
export { EvidencePage } from './EvidencePage.tsx'
export { MeasurePage } from './MeasurePage.tsx'
export { MePage } from './MePage.tsx'
export { QueuePage } from './QueuePage.tsx'
export { RelievePage } from './RelievePage.tsx'
