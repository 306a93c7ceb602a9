// Messages in English.
import type { ClockName, SummonsStatus } from '@muster/domain'
import { type FrameWords, lines, type MessageFacts, type MessageWords } from './message-words.ts'

const UNDONE: Readonly<Record<ClockName, string>> = {
  sign: 'has not signed yet',
  contact: 'has not been in touch with the caller yet',
  arrive: 'has not arrived yet',
  measures: 'has not proposed measures yet',
  finish: 'has not finished yet',
  approval: 'waits for approval',
  review: 'waits for review',
  ruling: 'waits for a ruling on its return',
  grade: 'waits to be graded',
  appeal: 'waits for an answer to its appeal',
}

const OVERDUE: Readonly<Record<ClockName, string>> = {
  sign: 'did not sign in time',
  contact: 'was not in touch with the caller in time',
  arrive: 'did not arrive in time',
  measures: 'did not propose measures in time',
  finish: 'did not finish in time',
  approval: 'was not approved in time',
  review: 'was not reviewed in time',
  ruling: 'got no ruling on its return in time',
  grade: 'was not graded in time',
  appeal: 'got no answer to its appeal in time',
}

function state(words: Readonly<Record<ClockName, string>>, f: MessageFacts): string {
  const who = f.department === '' ? 'this whistle' : f.department
  return `${who} ${f.clock === undefined ? 'has something to do' : words[f.clock]}`
}

function begun(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

const due = (f: MessageFacts, lead = 'Due') => (f.due === '' ? '' : `${lead} ${f.due}.`)
const by = (f: MessageFacts) => (f.due === '' ? 'as soon as you can' : `by ${f.due}`)
const whistle = (f: MessageFacts) => `${f.caller} blew the whistle: ${f.subject}.`
const gather = (f: MessageFacts) => `Assemble: ${f.assembly}.`
const ask = (f: MessageFacts) => (f.ask === '' ? '' : `Asked of you: ${f.ask}`)

const ENDED: Readonly<Partial<Record<SummonsStatus, string>>> = {
  stood_down: 'the commander has called your department off',
  excused: 'it was ruled that this is not yours',
  replaced: 'it was ruled that this is for another department',
}

const ended = (f: MessageFacts) =>
  (f.status && ENDED[f.status]) ?? 'the whistle was withdrawn, nobody has to come'

export const EN: MessageWords = {
  call: {
    title: f => `Whistle: ${f.department} is called`,
    text: f =>
      lines(whistle(f), `Sign for ${f.department} ${by(f)}, and come in time.`, gather(f), ask(f)),
    sms: f => `${f.caller} calls ${f.department}: ${f.subject}. Sign ${by(f)}. ${gather(f)}`,
  },
  urge: {
    title: f => `Reminder: ${state(UNDONE, f)}`,
    text: f => lines(whistle(f), `${begun(state(UNDONE, f))}.`, due(f)),
    sms: f => `Reminder: ${f.subject}. ${begun(state(UNDONE, f))}. ${due(f)}`,
  },
  page: {
    title: f => `Overdue: ${state(OVERDUE, f)}`,
    text: f =>
      lines(whistle(f), `${begun(state(OVERDUE, f))}. Please step in.`, due(f, 'It was due')),
    sms: f =>
      `Overdue: ${f.subject}. ${begun(state(OVERDUE, f))}. ${due(f, 'Was due')} Please step in.`,
  },
  supervise: {
    title: f => `For supervision: ${state(OVERDUE, f)}`,
    text: f =>
      lines(
        whistle(f),
        `${begun(state(OVERDUE, f))}, and reminders at every level had no effect. Supervision is asked for.`,
        due(f, 'It was due'),
      ),
    sms: f => `For supervision: ${f.subject}. ${begun(state(OVERDUE, f))}. ${due(f, 'Was due')}`,
  },
  approve: {
    title: f => `Approval asked for: ${f.caller}`,
    text: f =>
      lines(
        `${f.caller} wants to blow a whistle: ${f.subject}.`,
        `Approve or reject it ${by(f)}.`,
        gather(f),
      ),
    sms: f => `${f.caller} wants to blow a whistle: ${f.subject}. Approve or reject ${by(f)}.`,
  },
  review: {
    title: f => `Review asked for: emergency of ${f.caller}`,
    text: f => lines(whistle(f), `An emergency sounds at once. Review it ${by(f)}.`, gather(f)),
    sms: f => `${f.caller} blew an emergency whistle: ${f.subject}. Review it ${by(f)}.`,
  },
  rule: {
    title: f => `Ruling asked for: return of ${f.department}`,
    text: f =>
      lines(
        whistle(f),
        `${f.department} says this is not its duty${f.rightUnit === '' ? '' : ` but that of ${f.rightUnit}`}. Rule ${by(f)}; no clock stops until then.`,
      ),
    sms: f => `${f.department} returned ${f.subject}. Rule on it ${by(f)}.`,
  },
  confirm_arrival: {
    title: f => `Doubtful arrival: ${f.department}`,
    text: f =>
      lines(
        whistle(f),
        `Somebody of ${f.department} reported arrival without enough proof. Look, and confirm or reject it.`,
      ),
    sms: f => `Doubtful arrival of ${f.department} at ${f.subject}. Confirm or reject it.`,
  },
  come_back: {
    title: f => `Nobody there: ${f.department}, come back`,
    text: f =>
      lines(
        whistle(f),
        `The people of ${f.department} have left, and it is not over. Send somebody at once.`,
        gather(f),
      ),
    sms: f => `Nobody of ${f.department} is at ${f.subject} any more. Send somebody at once.`,
  },
  stand_down: {
    title: () => 'Called off: turn round and confirm',
    text: f =>
      lines(
        whistle(f),
        `${begun(ended(f))}. You are on the way: turn round, and say that you know.`,
      ),
    sms: f => `${f.subject}: ${ended(f)}. Turn round, and say that you know.`,
  },
  called_off: {
    title: f => `Called off: ${f.department}`,
    text: f => lines(whistle(f), `${begun(ended(f))}.`),
    sms: f => `${f.subject}: ${ended(f)}.`,
  },
  next_session: {
    title: f => `Next session: ${f.next || f.assembly}`,
    text: f =>
      lines(
        whistle(f),
        `This session is over. ${f.department} is expected at the next one.`,
        f.next && `When: ${f.next}.`,
      ),
    sms: f => `Next session for ${f.department}: ${f.next || f.assembly}. ${f.subject}`,
  },
  return_stands: {
    title: f => `Ruled: it stays with ${f.department}`,
    text: f =>
      lines(
        whistle(f),
        'The return was not upheld; clocks count from the first call. Act at once.',
        gather(f),
      ),
    sms: f =>
      `${f.subject}: the return was not upheld, it stays with ${f.department}. Act at once.`,
  },
  ask_widened: {
    title: f => `More is asked: ${f.department}`,
    text: f =>
      lines(whistle(f), `By ruling, another department's task is now ${f.department}'s.`, ask(f)),
    sms: f => `${f.subject}: by ruling, another task is now ${f.department}'s.`,
  },
  judge_extension: {
    title: f => `Extension asked for: ${f.department}`,
    text: f =>
      lines(
        whistle(f),
        `${f.department} asks for more time to finish. Answer before the time is up.`,
      ),
    sms: f => `${f.department} asks for more time: ${f.subject}. Answer before the time is up.`,
  },
  extension_answered: {
    title: f => `Extension answered: ${f.department}`,
    text: f =>
      lines(
        whistle(f),
        `The extension that ${f.department} asked for was answered. Look when it is due now.`,
      ),
    sms: f => `${f.subject}: your extension was answered. Look when it is due now.`,
  },
  done_claimed: {
    title: f => `Done is claimed: ${f.department}`,
    text: f =>
      lines(whistle(f), `${f.department} says it is done. Check, and decide about the release.`),
    sms: f => `${f.department} says it is done: ${f.subject}. Check it.`,
  },
  released: {
    title: f => `Released: ${f.department}`,
    text: f => lines(whistle(f), `The commander has released ${f.department}. Thank you.`),
    sms: f => `${f.subject}: ${f.department} is released.`,
  },
  defaulted: {
    title: f => `Defaulted: ${f.department}`,
    text: f =>
      lines(
        whistle(f),
        `${f.department} never came. A default was declared, and supervision follows.`,
      ),
    sms: f => `${f.subject}: ${f.department} never came. A default was declared.`,
  },
  accept: {
    title: () => 'Acceptance asked for',
    text: f => lines(whistle(f), 'All departments are settled. Accept, or veto what is not done.'),
    sms: f => `${f.subject}: all departments are settled. Accept or veto.`,
  },
}

export const EN_FRAME: FrameWords = {
  drill: '[Drill] ',
  invented: '[Invented] ',
  confidential: kind => `${kind} (you learn the matter on arrival)`,
  quoted: title => `“${title}”`,
  gap: '(Nobody is on the roster, so this comes to you.)',
  gapSms: '(nobody on duty) ',
  outage: (from, to) =>
    `Muster was away from ${from} to ${to}; what follows is late because of that.`,
  several: count => `${count} things wait for you`,
  item: (count, sentence) => `${count}. ${sentence}`,
  more: 'Log in for the rest.',
  reply: (act, code) =>
    act === 'sign' ? ` Reply "sign ${code}" to sign` : ` Reply "ok ${code}" to confirm`,
}
