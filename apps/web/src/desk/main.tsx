// The desk: for whoever blows, is called, commands, rules and looks on.
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { SessionGate } from '../features/enter/SessionGate.tsx'
import { keepFocus } from '../ui/keep-focus.ts'
import { startPage } from '../ui/start-page.tsx'
import './desk.css'
import { DeskTheme } from '../desk-ui/DeskTheme.tsx'
import { queries } from './queries.ts'
import { router } from './routes.tsx'

const forget = () => queries.clear()

keepFocus()
startPage(
  <QueryClientProvider client={queries}>
    <DeskTheme>
      <SessionGate onAnother={forget}>
        <RouterProvider router={router} />
      </SessionGate>
    </DeskTheme>
  </QueryClientProvider>,
)
