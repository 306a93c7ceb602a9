// The field: one thing a screen, for a phone in one hand.
import { SessionGate } from '../features/enter/SessionGate.tsx'
import { startPage } from '../ui/start-page.tsx'
import { FieldHome } from './FieldHome.tsx'

startPage(
  <SessionGate>
    <FieldHome />
  </SessionGate>,
)
