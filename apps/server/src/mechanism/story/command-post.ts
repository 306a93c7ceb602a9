// The story of a command post.
import type { PostEvent } from '@muster/domain'
import { counted, type Tellings } from './say.ts'

export const commandPost: Tellings<PostEvent> = {
  PostOpened: {
    zh: ({ fields }, say) =>
      `${say.organisation(fields.parent)}依据「${fields.instrument}」成立${say.name(fields.name)}，${say.person(fields.commander.person)} 任指挥并任临时党支部书记，成员单位 ${fields.members.length} 个，${say.area(fields.area)}，至 ${say.time(fields.until)}`,
    en: ({ fields }, say) =>
      `${say.organisation(fields.parent)} opened ${say.name(fields.name)} under “${fields.instrument}”: ${say.person(fields.commander.person)} commands and is secretary of its temporary Party branch, ${counted(fields.members.length, 'member department')}, ${say.area(fields.area)}, until ${say.time(fields.until)}`,
  },
  PostWhistleLinked: {
    zh: (e, say) => `${say.actor(e.by)}以指挥部名义吹哨`,
    en: (e, say) => `${say.actor(e.by)} raised a whistle in the name of the command post`,
  },
  PostWhistleEnded: {
    zh: () => '指挥部的一次吹哨已了结',
    en: () => 'A whistle of the command post is over',
  },
  PostDissolved: {
    zh: (e, say) => `${say.actor(e.by)}撤销指挥部`,
    en: (e, say) => `${say.actor(e.by)} dissolved the command post`,
  },
}
