// Refusals of who may: powers, sides, ranks and command (rules 1 to 5).
import { conflict, forbidden, type PartOfTable, unfit } from './entries.ts'

export const standingProblems = {
  power_missing: forbidden(
    ['缺少所需的权力', '什么都没有改变。请由持有「{missing}」授权的办公室办理，或先取得授权。'],
    [
      'A power is missing',
      'Nothing changed. Ask an office that holds the power to {missing} here, or be granted it first.',
    ],
  ),
  acted_for_the_other_side: forbidden(
    [
      '此人已代表另一方办理过',
      '什么都没有改变。同一次吹哨中，同一人不能既代表部门又代表吹哨方，请换一位同事办理。',
    ],
    [
      'This person has acted for the other side',
      'Nothing changed. Nobody acts for both sides of one whistle; a colleague can do this.',
    ],
  ),
  not_the_caller: forbidden(
    ['不是吹哨单位', '什么都没有改变。这一步只能由吹哨单位办理。'],
    [
      'Not the calling organisation',
      'Nothing changed. Only the organisation that calls can do this.',
    ],
  ),
  not_your_department: forbidden(
    ['不是本部门的任务', '什么都没有改变。请由被召集的部门或其派出机构办理。'],
    [
      'Not a summons of your department',
      'Nothing changed. The summoned department, or a station of it, can do this.',
    ],
  ),
  not_your_organisation: forbidden(
    ['不属于本单位', '什么都没有改变。请由所属单位办理。'],
    [
      'Not of your organisation',
      'Nothing changed. The organisation that it belongs to can do this.',
    ],
  ),
  not_a_keeper: forbidden(
    ['没有管理规则和名录的职责', '什么都没有改变。授权、哨种、日历和清单由专人管理，请与其联系。'],
    [
      'Not a keeper of the registries',
      'Nothing changed. Grants, kinds, calendar and responsibility list have keepers; ask one of them.',
    ],
  ),
  not_in_command: forbidden(
    [
      '不在指挥岗位',
      '什么都没有改变。一次吹哨只有一个办公室指挥，请由现任指挥办理，或先移交指挥。',
    ],
    [
      'Not in command',
      'Nothing changed. One office commands a whistle; it can do this, or hand command over first.',
    ],
  ),
  not_in_the_chain: forbidden(
    [
      '不在指挥顺位内',
      '指挥没有变动。可以接管的依次是：吹哨办公室、指定的副指挥、吹哨单位负责人、区专班。',
    ],
    [
      'Not in the chain of command',
      'Command stays where it is. It can pass to the calling office, its named deputy, the head of the caller, then district coordination.',
    ],
  ),
  already_in_command: conflict(
    ['已经在指挥', '指挥没有变动，该办公室就是现任指挥。'],
    ['Already in command', 'Command stays where it is: with this office.'],
  ),
  commander_on_duty: conflict(
    ['现任指挥在岗', '指挥没有变动。需要交接时，请由现任指挥移交。'],
    [
      'The commander is on duty',
      'Command stays where it is. The holder can hand it over when that is needed.',
    ],
  ),
  somebody_nearer_on_duty: conflict(
    ['顺位在前的人员在岗', '指挥没有变动。请由顺位在前且在岗的办公室接管。'],
    [
      'Somebody nearer in the chain is on duty',
      'Command stays where it is. The first office of the chain that is on duty takes it up.',
    ],
  ),
  receiver_lacks_power: unfit(
    [
      '接收的办公室缺少所需的权力',
      '指挥没有变动。请选择持有「{missing}」授权的办公室，或先为其授权。',
    ],
    [
      'The receiving office lacks a power',
      'Command stays where it is. Name an office that holds the power to {missing}, or grant it first.',
    ],
  ),
  rank_may_not_blow: forbidden(
    ['此职级不能吹这一类哨', '什么都没有保存。当前职级：{rank}。请由规定职级的人员吹哨。'],
    [
      'This rank may not blow a whistle of this kind',
      'Nothing was kept. You act as {rank}; the kind says which ranks may.',
    ],
  ),
  rank_may_not_approve: forbidden(
    ['此职级不能审批这一类哨', '什么都没有改变。当前职级：{rank}。请由规定职级的人员审批。'],
    [
      'This rank may not approve a whistle of this kind',
      'Nothing changed. You act as {rank}; the kind says which ranks may.',
    ],
  ),
  coordination_rules_now: forbidden(
    ['已提请区专班裁定', '退回仍待裁定。裁定期限已过，请由区专班亲自指定承担部门。'],
    [
      'District coordination rules now',
      'The return still waits. The time for a ruling passed, so district coordination assigns it in person.',
    ],
  ),
  grader_cannot_judge: forbidden(
    ['评价人不能裁定对自己评价的申诉', '申诉仍待裁定。请由其他持有裁定权的办公室办理。'],
    [
      'The grader cannot judge the appeal',
      'The appeal still waits. Another office that holds the power to rule can decide it.',
    ],
  ),
  receiver_must_consent: forbidden(
    ['跨区并案须由接收方同意', '两个事项都没有变动。请由接收事项的街乡确认并案。'],
    [
      'The receiving side must consent',
      'Neither case changed. Across districts, the sub-district of the surviving case confirms the merger.',
    ],
  ),
  not_for_the_system: forbidden(
    ['这件事须由人来办', '什么都没有改变。系统不同意撤离、不验收、不评价，也不代人办理。'],
    [
      'This is for a person to do',
      'Nothing changed. The server never releases, accepts or grades, and acts for nobody.',
    ],
  ),
  only_the_system: forbidden(
    ['这件事只由系统办理', '什么都没有改变。到期和通知由系统自行处理，无需人工操作。'],
    [
      'Only the server does this',
      'Nothing changed. It sees to deadlines and notices by itself; nobody has to.',
    ],
  ),
} satisfies PartOfTable
