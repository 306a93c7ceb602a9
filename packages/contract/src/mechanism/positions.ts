// Where summoned officers are, while they are summoned.
import { z } from 'zod'
import { instant, point } from './shared.ts'
import * as shown from './shown.ts'

export const position = z
  .strictObject({
    person: shown.person,
    department: shown.department,
    point,
    accuracyMetres: z.number().meta({ description: 'As the phone said', examples: [10] }),
    takenAt: instant,
  })
  .meta({ id: 'OfficerPosition', description: 'Where an officer was, as the phone reported it' })

export const positions = z
  .strictObject({ items: z.array(position) })
  .meta({ id: 'OfficerPositions', description: 'The newest first' })
