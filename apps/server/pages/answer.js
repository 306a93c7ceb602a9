// Answers a message by its link. The code stays in the fragment of the address, which no log and no
// proxy sees; opening the page does nothing, and neither does a program that looks what the link is.
import { ask, byId, onClick, onSubmit, say, show } from './client.js'

const code = location.hash.slice(1)
const form = byId('answer')
const giveBack = byId('return')

function fill(select, choices) {
  for (const { id, name } of choices) select.append(new Option(name, id))
}

function showState(found) {
  byId('office').textContent = found.office
  byId('title').textContent = found.title
  byId('text').textContent = found.text
  show(byId('message'))
  show(byId('group'), found.needsLogIn)
  show(byId('used'), found.state === 'used')
  show(byId('over'), found.state === 'over')
  for (const act of ['sign', 'acknowledge']) show(byId(act), found.acts.includes(act))
  show(form, found.acts.length > 0)
  show(giveBack, found.acts.includes('return'))
  fill(giveBack.elements.listItem, found.listItems)
  fill(giveBack.elements.rightUnit, found.units)
}

function done() {
  show(form, false)
  show(giveBack, false)
  show(byId('done'))
}

async function answer(body) {
  await ask('POST', '/api/public/answers', { code, ...body })
  done()
}

for (const act of ['sign', 'acknowledge']) onClick(byId(act), () => answer({ act }))
onSubmit(giveBack, () => {
  const { listItem, rightUnit, reason } = giveBack.elements
  return answer({
    act: 'return',
    return: { listItem: listItem.value, rightUnit: rightUnit.value, reason: reason.value },
  })
})

try {
  showState(await ask('POST', '/api/public/answers/look', { code }))
} catch (said) {
  if (said.code === 'not_found' || said.code === 'invalid_input') show(byId('unknown'))
  else say(said)
}
