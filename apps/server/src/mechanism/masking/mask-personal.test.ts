import { describe, expect, it, test } from 'vitest'
import { findPersonal, MASK_WORDS, maskPersonal, streetOf } from './mask-personal.ts'
import { isIdentityNumber, passesLuhn } from './numbers.ts'

const PHONE = MASK_WORDS.phone.zh
const NAME = MASK_WORDS.name.zh

describe('telephone numbers', () => {
  test.each([
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '１３８１２３４５６７８',
    '138.1234.5678',
    '1 3 8 1 2 3 4 5 6 7 8',
    '一三八一二三四五六七八',
    '幺三八 一二三四 五六七八',
    '壹叁捌壹贰叁肆伍陆柒捌',
    '138一二三四5678',
    '①③⑧①②③④⑤⑥⑦⑧',
    '1\u200b3\u200b8\u200b12345678',
    '(138)1234-5678',
    '138_1234_5678',
    '138·1234·5678',
    '+86 138 1234 5678',
    '008613812345678',
    '010-88886666',
    '(010) 8888 6666',
    '０１０－８８８８６６６６',
    '0315 6123456',
    '零一零八八八八六六六六',
    '400-810-1234',
    '+99900000001',
  ])('%s is masked', written => {
    const said = `夜里有挖掘机，请打${written}找我`
    const masked = maskPersonal(said)
    expect(masked).toMatch(/^夜里有挖掘机，请打\+?[(（]?［电话］找我$/)
  })

  it('takes a short number where it is called a telephone', () => {
    expect(maskPersonal('电话：6123456')).toBe(`电话：${PHONE}`)
    expect(maskPersonal('手机号 九九九 零零 一二三四五')).toBe(`手机号 ${PHONE}`)
  })

  it('leaves dates, times, counts and order numbers', () => {
    const plain =
      '2017-09-12 14:07 起，3 台挖掘机拉走 12000 吨，罚 25000 元；编号 12345-20170912-000871；距路口 300 米，二十三户'
    expect(maskPersonal(plain)).toBe(plain)
  })

  it('finds a number behind a date', () => {
    expect(maskPersonal('2026-03-02 13812345678')).toBe(`2026-03-02 ${PHONE}`)
  })
})

describe('identity cards and bank cards', () => {
  it('knows them by their check digit', () => {
    expect(isIdentityNumber('11010519491231002X')).toBe(true)
    expect(isIdentityNumber('110105194912310021')).toBe(false)
    expect(passesLuhn('6222021234567890128')).toBe(passesLuhn('6222021234567890128'))
    expect(passesLuhn('4111111111111111')).toBe(true)
    expect(passesLuhn('4111111111111112')).toBe(false)
  })

  test.each([
    '11010519491231002X',
    '110105 19491231 002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '110105-1949-1231-002X',
    '一一零一零五一九四九一二三一零零二X',
    '110105491231002',
  ])('%s is an identity number', written => {
    expect(maskPersonal(`身份证${written}。`)).toBe(`身份证${MASK_WORDS.identity_number.zh}。`)
  })

  test.each(['4111111111111111', '4111 1111 1111 1111', '４１１１-１１１１-１１１１-１１１１'])(
    '%s is a card',
    written => {
      expect(maskPersonal(`转账到${written}`)).toBe(`转账到${MASK_WORDS.card.zh}`)
    },
  )
})

describe('e-mail, plates, accounts', () => {
  test.each([
    'wang.jianguo@example.cn',
    'Wang＠Example．cn',
    'wang (at) example.cn',
    'a_b [at] x.com',
  ])('%s is an address', written => {
    expect(maskPersonal(`发到 ${written} `)).toBe(`发到 ${MASK_WORDS.email.zh} `)
  })
  test.each(['京A12345', '京A·12345', '冀 B D12345', '京Ａ１２３４５', '京ad12345', '京A-123D5'])(
    '%s is a plate',
    written => {
      expect(maskPersonal(`车牌${written}拉走`)).toBe(`车牌${MASK_WORDS.plate.zh}拉走`)
    },
  )
  it('takes accounts where they are called so', () => {
    expect(maskPersonal('微信号：wang_jianguo88')).toBe(`微信号：${MASK_WORDS.account.zh}`)
    expect(maskPersonal('加我QQ 10012345')).toBe(`加我QQ ${MASK_WORDS.account.zh}`)
  })
})

describe('names', () => {
  test.each([
    ['联系人：王建国', `联系人：${NAME}`],
    ['我叫李芳，住在附近', `我叫${NAME}，住在附近`],
    ['居民张伟反映', `居民${NAME}反映`],
    ['欧阳明月女士来电', `${NAME}女士来电`],
    ['请联系刘先生', `请联系${NAME}先生`],
    ['村民 赵 小 明 说', `村民 ${NAME} 说`],
    ['陈晓东投诉夜间施工', `${NAME}投诉夜间施工`],
    ['举报人（周杰）', `举报人（${NAME}）`],
    ['姓名:孙悟', `姓名:${NAME}`],
    ['请找王主任', `请找${NAME}主任`],
    ['夜里，赵明队长来过', `夜里，${NAME}队长来过`],
    ['Contact: Wang Jianguo', `Contact: ${NAME}`],
  ])('%s', (said, masked) => {
    expect(maskPersonal(said)).toBe(masked)
  })

  it('leaves places, offices and things', () => {
    const plain =
      '王府井大街与金鱼胡同交叉口，张家湾镇海子村后山，黄松峪乡石料场；高楼镇路灯坏了，万家灯火小区停水，夜查黑矿老板，村主任和金矿经理都不在'
    expect(maskPersonal(plain)).toBe(plain)
  })
})

describe('what is known of the reporter', () => {
  const known = [
    {
      name: '邝示例',
      phone: '+99900000001',
      address: '海子村示例胡同12号院3号楼2单元501室',
      account: 'shi-li-88',
    },
  ]
  test.each([
    ['邝示例在家', `${NAME}在家`],
    ['邝 示 例', NAME],
    ['邝·示例', NAME],
    ['99900000001', PHONE],
    ['999-0000-0001', PHONE],
    ['九九九零零零零零零零一', PHONE],
    ['海子村示例胡同12号院3号楼2单元501室漏水', `${MASK_WORDS.address.zh}漏水`],
    ['就在１２号院３号楼２单元５０１室门口', `就在${MASK_WORDS.address.zh}门口`],
    ['SHI-LI-88', MASK_WORDS.account.zh],
  ])('%s', (said, masked) => {
    expect(maskPersonal(said, known)).toBe(masked)
  })

  it('control: who is not known and not called by name stays', () => {
    expect(maskPersonal('邝示例在家')).toBe('邝示例在家')
  })
})

it('says where in the source each lies, and covers overlaps once', () => {
  const found = findPersonal('a：１３８ 1234 5678b')
  expect(found).toEqual([{ kind: 'phone', from: 2, to: 15 }])
  expect(maskPersonal('联系人王建国13812345678', [], 'en')).toBe('联系人[name][phone]')
})

it('a text without anything personal is the same text', () => {
  const emoji = '👷🏻 水管漏水，𠮷野家门口'
  expect(maskPersonal(emoji)).toBe(emoji)
})

it('the street of an address is without the door', () => {
  expect(streetOf('海子村示例胡同12号院3号楼2单元501室')).toBe('海子村示例胡同')
  expect(streetOf('王府井大街１３８号')).toBe('王府井大街')
  expect(streetOf('示例新村')).toBe('示例新村')
})

it('takes time in proportion to the text, whatever the text', () => {
  const took = (text: string) => {
    const began = performance.now()
    maskPersonal(text)
    return performance.now() - began
  }
  took('王一a@1 '.repeat(100))
  for (const part of ['一', '王', 'a', '1 ', 'a@b', 'a.', '微信', '联系人', '先生', '京A'])
    expect([part, took(part.repeat(10_000)) < 400]).toEqual([part, true])
})
