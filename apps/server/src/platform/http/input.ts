// Checks requests with zod schemas compiled once, and tells people what is wrong in their language.
import { type core, z } from 'zod'
import type { Language } from './language.ts'
import type { RefusalLike } from './problems.ts'

/** Thrown to Fastify when a part of a request does not fit its schema. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly issues: readonly core.$ZodIssue[]
  readonly part: string
  constructor(issues: readonly core.$ZodIssue[], part: string) {
    super('invalid input')
    this.issues = issues
    this.part = part
  }
}

const MOST_ERRORS_TOLD = 20
const localeError = {
  zh: z.locales.zhCN().localeError,
  en: z.locales.en().localeError,
} as const satisfies Record<Language, core.$ZodErrorMap>

/** Words for the codes that our own schemas report; zod's own issues use zod's words. */
const CUSTOM_WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  control_character: { zh: '含有不可见的控制字符', en: 'Contains a control character' },
  lone_surrogate: { zh: '含有不完整的字符', en: 'Contains half a character' },
  nothing_visible: { zh: '没有看得见的文字', en: 'Has nothing in it that can be seen' },
  line_break: { zh: '只能是一行', en: 'Must be a single line' },
  not_an_id: { zh: '不是有效的标识', en: 'Not an identifier' },
  not_a_division_code: { zh: '不是行政区划代码', en: 'Not a division code' },
  not_an_idempotency_key: {
    zh: '应为 1 至 128 个可见字符',
    en: 'Must be 1 to 128 printable characters',
  },
  not_an_instant: {
    zh: '应为带时区的时间，例如 2017-09-12T14:07:00+08:00',
    en: 'Must be a time with offset, such as 2017-09-12T14:07:00+08:00',
  },
  year_out_of_range: {
    zh: '年份应在 2000 到 2099 之间',
    en: 'The year must be from 2000 to 2099',
  },
  not_a_duration: { zh: '应为时长，例如 PT30M', en: 'Must be a duration, such as PT30M' },
  longitude_off_planet: { zh: '经度应在 -180 到 180 之间', en: 'Longitude is from -180 to 180' },
  latitude_off_planet: {
    zh: '纬度应在 -90 到 90 之间；坐标先写经度，再写纬度',
    en: 'Latitude is from -90 to 90; longitude comes first, then latitude',
  },
  too_short_a_time: { zh: '时间太短', en: 'Too short a time' },
  too_long_a_time: { zh: '时间太长', en: 'Too long a time' },
  table_needed: { zh: 'CSV 只含一张表，请写明是哪一张', en: 'A CSV holds one table; say which' },
  place_or_area: {
    zh: '请写明地点或区域，二者之一',
    en: 'Name a place or an area, one of the two',
  },
  nothing_named: { zh: '没有写明要更改什么', en: 'Names nothing to change' },
  code_or_recovery_code: {
    zh: '请填写验证码或恢复码中的一个',
    en: 'Either a code or a recovery code',
  },
  one_proof: {
    zh: '请在密码、验证码、恢复码中填写一个',
    en: 'One of password, code and recovery code',
  },
  not_an_address: { zh: '不是这个渠道的地址', en: 'Not an address of this channel' },
  not_a_cursor: { zh: '不是翻页位置', en: 'Not a cursor' },
}

/** The refusal that lists every issue, first one in `field`. */
export function toRefusal(error: InputError, language: Language): RefusalLike {
  const errors = error.issues
    .slice(0, MOST_ERRORS_TOLD)
    .flatMap(issue => toFieldErrors(issue, error.part, language))
  const [first] = errors
  const isOnlyUnknown = error.issues.every(issue => issue.code === 'unrecognized_keys')
  return {
    code: isOnlyUnknown ? 'unknown_field' : 'invalid_input',
    ...(first === undefined ? {} : { field: first.field }),
    ...{ errors },
  }
}

interface FieldError {
  readonly field: string
  readonly code: string
  readonly message: string
}

function toFieldErrors(issue: core.$ZodIssue, part: string, language: Language): FieldError[] {
  const message = wordsFor(issue, language)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      field: pathOf([...issue.path, key], part),
      code: 'unknown_field',
      message,
    }))
  }
  const isOurs = Object.hasOwn(CUSTOM_WORDS, issue.message)
  const code = isOurs ? issue.message : issue.code
  return [{ field: pathOf(issue.path, part), code, message }]
}

function wordsFor(issue: core.$ZodIssue, language: Language): string {
  const custom = Object.hasOwn(CUSTOM_WORDS, issue.message)
    ? CUSTOM_WORDS[issue.message]
    : undefined
  if (custom !== undefined) return custom[language]
  const words = localeError[language]({ ...issue, input: issue.input } as core.$ZodRawIssue)
  if (typeof words === 'string') return words
  return words?.message ?? issue.message
}

/** `place.coordinates.0`; the part of the request is named unless it is the body. */
function pathOf(path: readonly PropertyKey[], part: string): string {
  const inside = path.map(String).join('.')
  if (part === 'body') return inside === '' ? 'body' : inside
  return inside === '' ? part : `${part}.${inside}`
}

type Validator = (data: unknown) => { value: unknown } | { error: Error }

const PART_NAMES: Readonly<Record<string, string>> = {
  querystring: 'query',
  params: 'path',
  headers: 'header',
}

type Parser = Pick<z.ZodType, 'safeParse'>

/** Several routes share a schema; a GET and its HEAD share all of theirs. */
const parsers = new WeakMap<z.ZodType, Parser>()

function parserOf(schema: z.ZodType): Parser {
  const known = parsers.get(schema)
  if (known !== undefined) return known
  const made: Parser = z.compile(schema)
  parsers.set(schema, made)
  return made
}

/** Fastify's validator compiler: one compiled parser per schema, made when its first route is. */
export function validatorCompiler({
  schema,
  httpPart = 'body',
}: {
  schema: z.ZodType
  httpPart?: string
}): Validator {
  const compiled = parserOf(schema)
  const part = PART_NAMES[httpPart] ?? httpPart
  return data => {
    const result = compiled.safeParse(data, { reportInput: true })
    if (result.success) return { value: result.data }
    return { error: new InputError(result.error.issues, part) }
  }
}
