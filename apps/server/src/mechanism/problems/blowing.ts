// Refusals of a whistle as a whole: its draft, approval, review and end (rules 5, 6, 11, 15).
import { conflict, type PartOfTable, unfit, unknown } from './entries.ts'

export const blowingProblems = {
  unknown_whistle: unknown(
    ['没有找到这次吹哨', '什么都没有改变。它不存在，或者您看不到它；请核对编号。'],
    [
      'There is no such whistle',
      'Nothing changed. It does not exist, or you cannot see it; check its id.',
    ],
  ),
  whistle_exists: conflict(
    ['这个编号已用于另一次吹哨', '已有的吹哨没有变动，这一次没有保存。请换一个编号。'],
    [
      'This id belongs to another whistle',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  unknown_kind: unfit(
    ['没有这个哨种，或尚未生效', '什么都没有保存。请在现行哨种中选择。'],
    ['There is no such kind in force', 'Nothing was kept. Choose one of the kinds in force.'],
  ),
  not_a_draft: conflict(
    ['已不是草稿', '什么都没有改变。提交以后不能再改哨单；需要增加部门时请由指挥增召。'],
    [
      'No longer a draft',
      'Nothing changed. A whistle is not amended once submitted; its commander can add departments.',
    ],
  ),
  nobody_asked: unfit(
    ['没有写明部门', '什么都没有改变。请至少写明一个部门。'],
    ['No department is named', 'Nothing changed. Name at least one.'],
  ),
  department_twice: unfit(
    ['同一部门写了两次', '什么都没有保存。每个部门只写一次，把任务合并在一起。'],
    [
      'A department is named twice',
      'Nothing was kept. Name each one once, with all that is asked of it.',
    ],
  ),
  one_lead_needed: unfit(
    [
      '主责部门须有且只有一个',
      '什么都没有保存。请指定一个主责部门，其余为配合；中途增召的部门只能是配合。',
    ],
    [
      'Exactly one department leads',
      'Nothing was kept. Name one lead and let the others assist; a department added later assists.',
    ],
  ),
  waits_for_a_stranger: unfit(
    ['所等待的部门不在本次吹哨中', '什么都没有保存。任务只能等待本次召集的部门。'],
    [
      'An ask waits for a department that is not summoned',
      'Nothing was kept. An ask can wait only for a department of the same whistle.',
    ],
  ),
  waits_in_circle: unfit(
    ['任务互相等待，形成循环', '什么都没有保存。请去掉其中一个等待关系。'],
    ['The asks wait for each other in a circle', 'Nothing was kept. Take one of the waits out.'],
  ),
  not_awaiting_approval: conflict(
    ['不在待审批状态', '什么都没有改变。请查看当前状态。'],
    ['Not awaiting approval', 'Nothing changed. Look at how the whistle stands now.'],
  ),
  nothing_to_review: conflict(
    ['没有需要事后审核的内容', '什么都没有改变。只有先响后审的哨需要审核，且须在结束之前。'],
    [
      'Nothing to review',
      'Nothing changed. Only a whistle that sounded before approval is reviewed, and before it is over.',
    ],
  ),
  already_reviewed: conflict(
    ['已经审核过', '此前的审核结论有效，这一次没有保存。'],
    ['Already reviewed', 'The verdict that was given stands; this one was not kept.'],
  ),
  review_refused: conflict(
    ['审核未通过，不能再增召部门', '已召集的部门不受影响。何时结束由指挥决定。'],
    [
      'The review was refused, so no department is added',
      'Those already called are not affected; the commander decides when it ends.',
    ],
  ),
  not_reviewed: conflict(
    ['尚未事后审核', '仍为已验收状态。请先由审批人完成审核，再结束吹哨。'],
    ['Not yet reviewed', 'It stays accepted. An approver reviews it first, then it can be closed.'],
  ),
  whistle_not_sounding: conflict(
    ['哨不在响', '什么都没有改变。当前状态：{status}。'],
    ['The whistle is not sounding', 'Nothing changed. Its status now: {status}.'],
  ),
  whistle_over: conflict(
    ['这次吹哨已经终了', '记录不再变动。问题如有反复，请在事项中重新办理并再次吹哨。'],
    [
      'The whistle is over',
      'Its record no longer changes. If the problem comes back, reopen its case and raise a new whistle.',
    ],
  ),
  cannot_withdraw_now: conflict(
    ['现在不能撤回', '什么都没有改变。当前状态：{status}。请按解决、验收、结束的步骤办理。'],
    [
      'It cannot be withdrawn now',
      'Nothing changed. Its status now: {status}. Resolve, accept and close it instead.',
    ],
  ),
  not_resolved: conflict(
    ['尚未宣布解决', '什么都没有改变。当前状态：{status}。请先由指挥宣布解决，再验收。'],
    [
      'Not resolved yet',
      'Nothing changed. Its status now: {status}. The commander resolves it first, then it can be accepted.',
    ],
  ),
  not_accepted: conflict(
    ['尚未验收', '什么都没有改变。当前状态：{status}。请先由吹哨办公室验收，再结束。'],
    [
      'Not accepted yet',
      'Nothing changed. Its status now: {status}. The calling office accepts it first, then it can be closed.',
    ],
  ),
  summons_open: conflict(
    ['还有部门的任务未了结', '哨仍在响。未了结的部门：{departments}。'],
    ['Some summonses are not settled', 'The whistle sounds on. Still open: {departments}.'],
  ),
  nobody_released: conflict(
    ['没有一个部门完成并撤离', '哨仍在响。问题未经任何部门办理时，请撤回而不是宣布解决。'],
    [
      'No department has been released',
      'The whistle sounds on. If none of them did the work, withdraw it rather than resolve it.',
    ],
  ),
  stand_down_unacknowledged: conflict(
    ['还有在途人员未确认返回', '仍为已验收状态。请先联系被通知返回的人员，由其或指挥确认知悉。'],
    [
      'Somebody called off has not said that they know',
      'It stays accepted. Reach those who were on the way; they, or the commander for them, acknowledge it first.',
    ],
  ),
  too_late_to_veto: conflict(
    ['已过可以否决的阶段', '什么都没有改变。当前状态：{status}。问题反复时，请在事项中重新办理。'],
    [
      'Too late for a veto',
      'Nothing changed. Its status now: {status}. If the problem comes back, reopen its case.',
    ],
  ),
  nothing_done_to_veto: conflict(
    ['该部门没有可否决的完成报告', '什么都没有改变。只能否决已报完成或已撤离的任务。'],
    [
      'There is no done to veto',
      'Nothing changed. Only a summons that was claimed done or released can be vetoed.',
    ],
  ),
  kind_has_no_sessions: unfit(
    ['这一类哨不分次集中', '什么都没有改变。有人要离开时，请逐人同意离开或同意部门撤离。'],
    [
      'This kind has no sessions',
      'Nothing changed. Grant leave person by person, or release the department.',
    ],
  ),
  session_in_the_past: unfit(
    ['下次集中的时间已经过去', '本次集中没有结束。请填写以后的时间。'],
    ['The next session lies in the past', 'This session goes on. Name a time that is yet to come.'],
  ),
  doubtful_arrival_open: conflict(
    ['有存疑的到场尚未确认', '本次集中没有结束。请先逐一确认或否定存疑的到场。'],
    [
      'A doubtful arrival waits for your word',
      'This session goes on. Confirm or reject each doubtful arrival first.',
    ],
  ),
  nothing_to_move: conflict(
    ['没有需要调整的时限', '各项时限不变：通知涉及的日期与运行中的时限无关，或已到期。'],
    [
      'No clock has to move',
      'All dates stand: the notice touches none of the running clocks, or they are due already.',
    ],
  ),
  nothing_due: conflict(
    ['没有这个到期事项', '什么都没有改变。它可能已经办理或取消。'],
    ['Nothing of this kind is due', 'Nothing changed. It was done or cancelled before.'],
  ),
  not_due_yet: conflict(
    ['还没有到期', '什么都没有改变，到期时自会处理。'],
    ['Not due yet', 'Nothing changed; it is seen to when it is due.'],
  ),
} satisfies PartOfTable
