// Takes out of a text what leads to a person: what is known of the reporter above all, then what looks like names and numbers.
import { findNames } from './names.ts'
import { findDigits, findNumbers } from './numbers.ts'
import { type PlainText, toPlain } from './plain-text.ts'

export interface KnownPerson {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly address?: string | undefined
  readonly account?: string | undefined
}

export type PersonalKind =
  | 'name'
  | 'phone'
  | 'identity_number'
  | 'card'
  | 'email'
  | 'plate'
  | 'address'
  | 'account'

export interface Personal {
  readonly kind: PersonalKind
  /** In the text as it was given. */
  readonly from: number
  readonly to: number
}

interface Span {
  readonly kind: PersonalKind
  readonly start: number
  readonly end: number
}

export const MASK_WORDS = {
  name: { zh: '［姓名］', en: '[name]' },
  phone: { zh: '［电话］', en: '[phone]' },
  identity_number: { zh: '［证件号］', en: '[identity number]' },
  card: { zh: '［卡号］', en: '[card number]' },
  email: { zh: '［邮箱］', en: '[e-mail]' },
  plate: { zh: '［车牌］', en: '[number plate]' },
  address: { zh: '［住址］', en: '[home address]' },
  account: { zh: '［账号］', en: '[account]' },
} as const satisfies Record<PersonalKind, { readonly zh: string; readonly en: string }>

/** Bounded everywhere, so that no text takes longer than its length. */
const EMAIL =
  /[a-z\d._%+-]{1,64}\s?(?:@|\[at\]|\(at\)|（at）)\s?[a-z\d-]{1,63}(?:\s?(?:\.|\[dot\])\s?[a-z\d-]{1,63}){1,8}/giu
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-HJ-Z][\s·・.-]?(?:[A-HJ-NP-Z\d][\s-]?){4,5}[A-HJ-NP-Z\d挂学警港澳](?![A-Z\d])/giu
const ACCOUNT =
  /(?:微信|wechat|weixin|qq|支付宝|alipay)(?:号|账号|号码)?\s?[:：是为]?\s?(?<account>[a-z\d][\w-]{4,24})/giu

function matches(text: string, pattern: RegExp, kind: PersonalKind): readonly Span[] {
  return [...text.matchAll(pattern)].map(match => {
    const part = match.groups?.['account'] ?? match[0]
    const start = match.index + match[0].lastIndexOf(part)
    return { kind, start, end: start + part.length }
  })
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The same characters, whatever blanks and dots were put between them. */
function spelled(text: string): RegExp {
  const characters = [...text.replace(/[\s·・.-]+/g, '')].map(escaped)
  return new RegExp(characters.join('[\\s·・.\\-]{0,2}'), 'giu')
}

const SHORTEST_KNOWN = 2

function known(text: string, word: string | undefined, kind: PersonalKind): readonly Span[] {
  const plain = toPlain(word ?? '').text.trim()
  return [...plain].length < SHORTEST_KNOWN ? [] : matches(text, spelled(plain), kind)
}

/** House, building, unit, room: what tells one household from the others of a street. */
const DOOR =
  /\d+\s*(?:号楼|号院|号|栋|幢|单元|室|层|户|弄|楼)(?:[\d\s-]*(?:号楼|号院|号|栋|幢|单元|室|层|户|弄|楼|[\d-]+))*.*$/u

/** The street alone, as far as it can be told. */
export function streetOf(address: string): string {
  return toPlain(address).text.replace(DOOR, '').trim()
}

function knownAddress(text: string, address: string | undefined): readonly Span[] {
  if (address === undefined) return []
  const plain = toPlain(address).text
  const door = DOOR.exec(plain)?.[0].trim() ?? ''
  const parts = door.length >= 4 ? [plain, door] : [plain]
  return parts.flatMap(part => known(text, part, 'address'))
}

function knownPhone(text: string, phone: string | undefined): readonly Span[] {
  const digits = toPlain(phone ?? '').text.replace(/\D/g, '')
  if (digits.length < 5) return []
  // With and without the code of the country.
  const forms = [digits, ...(digits.startsWith('86') ? [digits.slice(2)] : [])]
  return forms.flatMap(form => findDigits(text, form))
}

function knownSpans(text: string, people: readonly KnownPerson[]): readonly Span[] {
  return people.flatMap(({ name, phone, address, account }) => [
    ...known(text, name, 'name'),
    ...knownPhone(text, phone),
    ...knownAddress(text, address),
    ...known(text, account, 'account'),
  ])
}

/** Those that begin first, and of these the longest; what lies inside another is covered by it. */
function merged(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (last === undefined || span.start >= last.end) kept.push(span)
    else if (span.end > last.end) kept[kept.length - 1] = { ...last, end: span.end }
  }
  return kept
}

function spansIn({ text }: PlainText, people: readonly KnownPerson[]): readonly Span[] {
  return merged([
    ...knownSpans(text, people),
    ...matches(text, EMAIL, 'email'),
    ...matches(text, PLATE, 'plate'),
    ...matches(text, ACCOUNT, 'account'),
    ...findNumbers(text),
    ...findNames(text).map(span => ({ ...span, kind: 'name' as const })),
  ])
}

export function findPersonal(
  source: string,
  people: readonly KnownPerson[] = [],
): readonly Personal[] {
  const plain = toPlain(source)
  return spansIn(plain, people).map(({ kind, start, end }) => ({
    kind,
    from: plain.from[start] ?? 0,
    to: plain.to[end - 1] ?? source.length,
  }))
}

/** The text as it is sent on: everything that leads to a person replaced by what it was. */
export function maskPersonal(
  source: string,
  people: readonly KnownPerson[] = [],
  language: 'zh' | 'en' = 'zh',
): string {
  let masked = ''
  let at = 0
  for (const { kind, from, to } of findPersonal(source, people)) {
    masked += source.slice(at, from) + MASK_WORDS[kind][language]
    at = to
  }
  return masked + source.slice(at)
}
