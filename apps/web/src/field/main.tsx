// The field: one thing a screen, for a phone in one hand.
import { keepFocus } from '../ui/keep-focus.ts'
import { startPage } from '../ui/start-page.tsx'
import { FieldGate } from './FieldGate.tsx'
import './field.css'
import './steps.css'
import { keepServiceWorker } from './service-worker.ts'

keepServiceWorker()
keepFocus()
startPage(<FieldGate />)
