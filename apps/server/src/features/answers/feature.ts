// Answering from where one is: the link of a message, a text message, and what messages say.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import { answerLinksOf } from '../../mechanism/paging/answerable.ts'
import { forgetEarlyReceipts } from '../../mechanism/paging/receipts.ts'
import type { Feature } from '../../platform/feature.ts'
import { answerPage } from './answer-page.ts'
import { answerRoutes } from './answer-routes.ts'
import { smsRoutes } from './sms-routes.ts'
import { templateRoutes } from './template-routes.ts'

export function answersFeature({ edge }: MechanismFeature): Feature {
  return {
    name: 'answers',
    routes: (app, platform) => {
      answerPage(app)
      answerRoutes(app, edge(platform))
      smsRoutes(app, edge(platform))
      templateRoutes(app, edge(platform))
    },
    housekeeping: async platform => {
      await (await answerLinksOf(edge(platform))).forget()
      await forgetEarlyReceipts(platform)
    },
  }
}
