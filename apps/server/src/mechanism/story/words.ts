// The words of the mechanism in both languages: one table for each set of codes, and none without all of its codes.
import type {
  AppealVerdict,
  ArrivalProof,
  Ask,
  AttendanceStatus,
  Bilingual,
  CaseOutcome,
  CaseState,
  ClockName,
  JamCause,
  LadderStep,
  Power,
  Presence,
  Rank,
  ReopenCause,
  Supervision,
  SupervisionOrder,
  TransferCause,
} from '@muster/domain'

export type Language = keyof Bilingual

/** A table with a word for every code of a closed set. */
export type WordsOf<C extends string> = Readonly<Record<C, Bilingual>>

/** A table for codes that a city may add to. */
export type OpenWords = Readonly<Record<string, Bilingual>>

export const POWER_WORDS = {
  lead: { zh: '统筹', en: 'lead' },
  summon: { zh: '召集', en: 'summon' },
  approve: { zh: '审批', en: 'approve' },
  command: { zh: '指挥', en: 'command' },
  veto: { zh: '否决', en: 'veto' },
  grade: { zh: '评价', en: 'grade' },
  assess: { zh: '考核', en: 'assess' },
  rule: { zh: '裁定', en: 'rule' },
  supervise: { zh: '督办', en: 'supervise' },
  audit: { zh: '查阅留痕', en: 'audit' },
} as const satisfies WordsOf<Power>

export const RANK_WORDS = {
  head: { zh: '主要负责人', en: 'head' },
  deputy: { zh: '分管负责人', en: 'deputy' },
  duty: { zh: '值班', en: 'duty desk' },
  officer: { zh: '队员', en: 'officer' },
} as const satisfies WordsOf<Rank>

export const ROLE_WORDS = {
  lead: { zh: '主责', en: 'lead' },
  assist: { zh: '配合', en: 'assisting' },
} as const satisfies WordsOf<Ask['role']>

/** What each clock gives time for. */
export const CLOCK_WORDS = {
  sign: { zh: '签收', en: 'signing' },
  contact: { zh: '首次联系', en: 'first contact' },
  arrive: { zh: '到场', en: 'arrival' },
  measures: { zh: '提出措施', en: 'proposing measures' },
  finish: { zh: '办结', en: 'finishing' },
  approval: { zh: '审批', en: 'approval' },
  review: { zh: '审核', en: 'review' },
  ruling: { zh: '裁定', en: 'the ruling' },
  grade: { zh: '评价', en: 'grading' },
  appeal: { zh: '申诉', en: 'appeals' },
} as const satisfies WordsOf<ClockName>

export const ATTENDANCE_WORDS = {
  en_route: { zh: '在途', en: 'on the way' },
  doubtful: { zh: '到场待确认', en: 'arrival to be confirmed' },
  arrived: { zh: '在场', en: 'on scene' },
  relieved: { zh: '已换班', en: 'relieved' },
  left: { zh: '已离开', en: 'left' },
  left_early: { zh: '擅自离开', en: 'left without leave' },
  released: { zh: '已撤离', en: 'released' },
  called_off: { zh: '已通知返回', en: 'called off' },
} as const satisfies WordsOf<AttendanceStatus>

export const PRESENCE_WORDS = {
  continuous: { zh: '全程在场', en: 'stay until released' },
  session: { zh: '分次集中在场', en: 'stay in each session' },
  none: { zh: '不要求驻场', en: 'no need to stay' },
} as const satisfies WordsOf<Presence>

export const PROOF_WORDS = {
  position: { zh: '定位', en: 'position' },
  scene_code: { zh: '扫码', en: 'scene code' },
  confirmation: { zh: '指挥员确认', en: 'confirmed by the commander' },
  photo: { zh: '现场照片', en: 'photo' },
} as const satisfies WordsOf<ArrivalProof>

/** Why a proof that was offered did not count. */
export const PROOF_FAULT_WORDS: OpenWords = {
  too_inaccurate: { zh: '精度不够', en: 'not exact enough' },
  too_old: { zh: '不是当时的定位', en: 'not taken at that moment' },
  too_far: { zh: '离现场太远', en: 'too far from the scene' },
  not_on_show_then: { zh: '当时出示的不是这个码', en: 'not the code on show at that moment' },
  wrong_code: { zh: '不是本次现场的码', en: 'not a code of this scene' },
}

/** Who is told at a rung of a ladder. */
export const RUNG_WORDS = {
  duty: { zh: '部门值班', en: 'the duty desk' },
  team: { zh: '带队负责人', en: 'the team leader' },
  head: { zh: '部门负责人', en: 'the head of the department' },
  deputy_district_head: { zh: '分管副区长', en: 'the deputy district head' },
  coordination: { zh: '区专班', en: 'district coordination' },
} as const satisfies WordsOf<LadderStep['tell']>

/** Who is told of a whistle's own clocks, approval and review: people of the caller. */
export const CALLER_RUNG_WORDS = {
  ...RUNG_WORDS,
  duty: { zh: '吹哨单位值班', en: 'the duty desk of the caller' },
  team: { zh: '吹哨单位带队负责人', en: 'the team leader of the caller' },
  head: { zh: '吹哨单位负责人', en: 'the head of the caller' },
} as const satisfies WordsOf<LadderStep['tell']>

/** What a rung does, said of those who are told. */
export const RUNG_ACT_WORDS = {
  urge: { zh: '催办', en: 'reminded' },
  page: { zh: '提请处理', en: 'paged' },
  supervise: { zh: '转督办', en: 'asked to supervise' },
} as const satisfies WordsOf<LadderStep['act']>

export const KIND_WORDS: OpenWords = {
  emergency: { zh: '应急处置', en: 'emergency' },
  enforcement: { zh: '综合执法', en: 'joint enforcement' },
  priority: { zh: '重点工作', en: 'priority work' },
}

export const MEASURE_WORDS: OpenWords = {
  stop: { zh: '责令停止', en: 'ordered to stop' },
  seize: { zh: '查封扣押', en: 'seizure' },
  penalise: { zh: '立案处罚', en: 'penalty case opened' },
  demolish: { zh: '拆除', en: 'demolition' },
  repair: { zh: '抢修', en: 'repair' },
  clear: { zh: '清理', en: 'clearing' },
  control_traffic: { zh: '交通疏导', en: 'traffic control' },
  transfer_to_police: { zh: '移送公安', en: 'transfer to the police' },
  order_to_correct: { zh: '责令改正', en: 'order to correct' },
  other: { zh: '其他措施', en: 'another measure' },
}

export const BLOCK_WORDS: OpenWords = {
  problem_dealt_with: { zh: '问题已处置', en: 'problem dealt with' },
  evidence_fixed: { zh: '证据已固定', en: 'evidence fixed' },
  follow_up_owner_named: { zh: '后续责任人已明确', en: 'follow-up owner named' },
  site_safe: { zh: '现场已安全', en: 'site safe' },
}

export const DIMENSION_WORDS: OpenWords = {
  arrival: { zh: '报到', en: 'arrival' },
  handling: { zh: '处置', en: 'handling' },
  result: { zh: '结果', en: 'result' },
  cooperation: { zh: '配合', en: 'cooperation' },
}

export const JAM_WORDS = {
  second_return: { zh: '同一任务第二次退回', en: 'returned a second time' },
  default: { zh: '部门未报到', en: 'a department never came' },
  nobody_right: { zh: '各方均认为不属本单位职责', en: 'nobody held it to be their duty' },
} as const satisfies WordsOf<JamCause>

export const TRANSFER_WORDS = {
  handed_over: { zh: '移交', en: 'handed over' },
  claimed: { zh: '无人值守，接管', en: 'taken up as nobody was on duty' },
  grant_revoked: { zh: '授权收回', en: 'the grant was revoked' },
} as const satisfies WordsOf<TransferCause>

export const CASE_STATUS_WORDS = {
  none: { zh: '不存在', en: 'none' },
  open: { zh: '办理中', en: 'open' },
  closed: { zh: '已结案', en: 'closed' },
  merged: { zh: '已并案', en: 'merged' },
} as const satisfies WordsOf<CaseState['status']>

export const OUTCOME_WORDS = {
  solved_by_whistle: { zh: '经吹哨解决', en: 'solved by a whistle' },
  handled_by_itself: { zh: '街乡自行办结', en: 'handled by the sub-district itself' },
  not_solved: { zh: '未解决', en: 'not solved' },
  beyond_duty: { zh: '超出职责范围，已说明', en: 'beyond public duty, and explained' },
} as const satisfies WordsOf<CaseOutcome>

export const REOPEN_WORDS = {
  recheck: { zh: '回头看发现反弹', en: 'the recheck found it had come back' },
  resident: { zh: '居民反映未解决', en: 'a resident said that it is not solved' },
  recurrence: { zh: '同一问题再次发生', en: 'the same problem happened again' },
} as const satisfies WordsOf<ReopenCause>

/** What became of a measure later; cities add their own. */
export const MEASURE_OUTCOME_WORDS: OpenWords = {
  penalty_imposed: { zh: '已作出处罚', en: 'penalty imposed' },
  penalty_paid: { zh: '罚款已缴', en: 'penalty paid' },
  case_filed: { zh: '已立案', en: 'case filed' },
  no_case: { zh: '不予立案', en: 'no case filed' },
  convicted: { zh: '已判决', en: 'convicted' },
  corrected: { zh: '已改正', en: 'corrected' },
  appealed: { zh: '当事人申请复议或起诉', en: 'appealed' },
  revoked: { zh: '已撤销', en: 'revoked' },
}

export const SUPERVISION_STATUS_WORDS = {
  open: { zh: '待说明', en: 'awaiting an account' },
  answered: { zh: '已说明', en: 'answered' },
  concluded: { zh: '已办结', en: 'concluded' },
} as const satisfies WordsOf<Supervision['status']>

export const SUPERVISION_CAUSE_WORDS = {
  default: { zh: '未报到', en: 'never came' },
  ordered: { zh: '交办', en: 'ordered' },
} as const satisfies WordsOf<SupervisionOrder['cause']>

export const SUPERVISION_VERDICT_WORDS = {
  explained: { zh: '情况属实，不予追究', en: 'explained' },
  at_fault: { zh: '认定有责', en: 'at fault' },
} as const satisfies WordsOf<NonNullable<Supervision['verdict']>>

export const APPEAL_VERDICT_WORDS = {
  upheld: { zh: '维持原评价', en: 'the grade is upheld' },
  set_aside: { zh: '撤销原评价', en: 'the grade is set aside' },
  replaced: { zh: '改评', en: 'the grade is replaced' },
} as const satisfies WordsOf<AppealVerdict>

/** The word for a code of a set that cities add to; an unknown code stands for itself. */
export function openWord(words: OpenWords, code: string, language: Language): string {
  const word = Object.hasOwn(words, code) ? words[code] : undefined
  if (word !== undefined) return word[language]
  return language === 'zh' ? `「${code}」` : `“${code}”`
}
