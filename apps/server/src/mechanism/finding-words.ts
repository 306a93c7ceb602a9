// What is wrong with a roster, in one sentence of each language.
import { toRfc3339 } from '@muster/contract'
import type { Bilingual, Finding, Instant, Layer } from '@muster/domain'

export const LAYER_WORDS: Readonly<Record<Layer, Bilingual>> = {
  duty: { zh: '值班员', en: 'duty officer' },
  team: { zh: '值班队伍', en: 'team' },
  head: { zh: '带班领导', en: 'head on duty' },
}

/** As a wall clock and calendar show it: `03-09 08:00`. */
function shown(at: Instant): string {
  return toRfc3339(at).slice(5, 16).replace('T', ' ')
}

function span({ from, until }: Finding): Bilingual {
  return {
    zh: `${shown(from)} 至 ${shown(until)}`,
    en: `from ${shown(from)} to ${shown(until)}`,
  }
}

/** What it is called where there is no name. */
const SOMEWHERE: Bilingual = { zh: '本单位', en: 'The organisation' }

export function sentenceOf(finding: Finding, of: Bilingual = SOMEWHERE): Bilingual {
  const time = span(finding)
  switch (finding.kind) {
    case 'gap': {
      const { needed, there, away, layer } = finding
      const { zh, en } = LAYER_WORDS[layer]
      const reason =
        away.length === 0
          ? { zh: '', en: '' }
          : { zh: '（有人请假，无人替班）', en: ' (on leave, nobody covers)' }
      return {
        zh: `${of.zh}${time.zh}${zh}缺 ${needed - there} 人${reason.zh}`,
        en: `${of.en} lacks ${needed - there} ${en} ${time.en}${reason.en}`,
      }
    }
    case 'overlap': {
      const { people, needed, layer } = finding
      const { zh, en } = LAYER_WORDS[layer]
      return {
        zh: `${of.zh}${time.zh}${zh}有 ${people.length} 人，只需 ${needed} 人`,
        en: `${of.en} has ${people.length} people as ${en} where ${needed} would do, ${time.en}`,
      }
    }
    case 'two_layers': {
      const [lower, upper] = finding.layers
      return {
        zh: `${of.zh}${time.zh}同一人兼任${LAYER_WORDS[lower].zh}和${LAYER_WORDS[upper].zh}，升级时叫不到新的人`,
        en: `${of.en} has one person as both ${LAYER_WORDS[lower].en} and ${LAYER_WORDS[upper].en} ${time.en}: the next rung asks nobody new`,
      }
    }
  }
}
