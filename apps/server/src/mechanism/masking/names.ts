// Finds Chinese names of people: a surname with one or two characters, where the words around it say that it is a person.

/** The surnames of nearly everybody; a rare one is still found when the reporter is known by it. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
const COMPOUND =
  '欧阳|司马|上官|诸葛|尉迟|皇甫|东方|慕容|令狐|司徒|夏侯|公孙|长孙|宇文|轩辕|端木|申屠|南宫|西门|闻人'

const SURNAME = `(?:${COMPOUND}|[${SURNAMES}])`
const GIVEN = '[\\p{Script=Han}]'
const GAP = '[\\s·・]{0,2}'

/** Words that name somebody. */
const BEFORE =
  '(?:我叫|我是|本人叫|本人是|本人|姓名|名字叫|名字是|名叫|叫做|叫|联系人|举报人|反映人|投诉人|来电人|报案人|当事人|申请人|负责人|户主|房主|房东|业主|住户|租户|市民|居民|村民|群众|网友|家属|邻居|病人|患者|老人|女子|男子)'
const JOINED = '[\\s:：,，是为叫“"「（(]{0,3}'
/** What people are called after their name. */
const TITLES =
  '先生|女士|小姐|同志|师傅|阿姨|大爷|大妈|大哥|大姐|大叔|大婶|叔叔|奶奶|爷爷|老师|医生'
/** These are said of things and places too, so that only a name that stands alone counts before them. */
const POSTS = '书记|主任|老板|经理|队长|村长|主席|站长|所长|科长'
/** Where a word begins, as far as that can be told without knowing the words. */
const BOUNDARY = '(?:^|[\\s。，,；;：:！!？?、（("“]|[找请向给跟和问让])'
const SAYS = '反映|投诉|举报|来电|致电|报案|报警|声称|表示|称'

/** Not names, though they begin with a surname: what follows the words above most often. */
const NO_NAMES = new Set([
  '高度',
  '明确',
  '时间',
  '全部',
  '全体',
  '单位',
  '和平',
  '成员',
  '路人',
  '安全',
  '农民',
  '商户',
  '游客',
  '管理',
  '万人',
  '方面',
  '白天',
  '应该',
  '连续',
  '文明',
  '金矿',
  '石料',
  '沙石',
  '时常',
  '石头',
  '江边',
  '向下',
  '向上',
  '于是',
])

export interface FoundName {
  readonly start: number
  readonly end: number
}

const PATTERNS: readonly RegExp[] = [
  // 联系人：王建国 · 我叫王建国
  new RegExp(`${BEFORE}${JOINED}(?<name>${SURNAME}${GAP}${GIVEN}(?:${GAP}${GIVEN})?)`, 'gu'),
  // 王建国先生 · 王先生
  new RegExp(`(?<name>${SURNAME}${GIVEN}{0,2})(?=${GAP}(?:${TITLES}))`, 'gu'),
  // 找王主任 · 王建国反映 …
  new RegExp(`${BOUNDARY}(?<name>${SURNAME}${GIVEN}{0,2})(?=${GAP}(?:${POSTS}))`, 'gu'),
  new RegExp(`${BOUNDARY}(?<name>${SURNAME}${GIVEN}{1,2})(?=${GAP}(?:${SAYS}))`, 'gu'),
  // Names in Latin letters, where somebody is introduced.
  /(?:my name is|i am|i'm|mr\.?|mrs\.?|ms\.?|contact:?|name:?|caller:?)\s+(?<name>[A-Z][a-z]+(?:[\s-][A-Z][a-z]+){0,2})/gi,
]

/** After a word that names somebody the second given character may be the next word: 我叫王芳住在… */
const NEXT_WORD = new RegExp(`^(?:[住在是的说有来要去到和与及等]|${SAYS}|${TITLES}|${POSTS})`, 'u')

/** How much of what was found is the name. */
function lengthOf(name: string, rest: string): number {
  return name.length > 2 && NEXT_WORD.test(name.slice(-1) + rest) ? name.length - 1 : name.length
}

export function findNames(text: string): readonly FoundName[] {
  const found: FoundName[] = []
  for (const pattern of PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.['name'] ?? ''
      if (NO_NAMES.has(name.slice(0, 2))) continue
      const start = match.index + match[0].lastIndexOf(name)
      const rest = text.slice(start + name.length, start + name.length + 4)
      found.push({ start, end: start + lengthOf(name, rest) })
    }
  return found
}
