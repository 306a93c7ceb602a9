// Puts an entry on its page.
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './base.css'
import { startTheme } from './theme.ts'

export function startPage(page: ReactNode): void {
  startTheme()
  const root = document.getElementById('root')
  if (root === null) throw new Error('the page has no #root')
  createRoot(root).render(<StrictMode>{page}</StrictMode>)
}
