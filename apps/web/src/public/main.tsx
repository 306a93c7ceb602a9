// For everybody: report, follow, see what was done. Nobody logs in here.
import { startPage } from '../ui/start-page.tsx'
import { PublicPages } from './PublicPages.tsx'

startPage(<PublicPages />)
