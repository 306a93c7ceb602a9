// The field: one thing a screen, for a phone in one hand.
import { startPage } from '../ui/start-page.tsx'
import { FieldGate } from './FieldGate.tsx'
import './field.css'
import './steps.css'
import { keepServiceWorker } from './service-worker.ts'

keepServiceWorker()
startPage(<FieldGate />)
