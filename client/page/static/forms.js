/** What the sandbox can be asked for: a test mail, a fault. */
import { ask, byId, element, toast } from './dom.js'

/**
 * @typedef {{name: string, label: string, default: string | number, choices: [string, string][], minimum: number, maximum: number}} Field
 * @typedef {{name: string, label: string, about: string, fields: Field[]}} Form
 */

/** @param {Record<string, string>} samples @param {string} to */
export function offerSamples(samples, to) {
  const address = byId('send-to')
  address.value ||= to
  const buttons = Object.entries(samples).map(([sample, label]) =>
    element('button', { onclick: () => attempt(() => ask('/send', { sample, to: address.value }), 'Sent') }, label)
  )
  byId('samples').replaceChildren(...buttons)
  offer('send', buttons.length > 0)
}

/** @param {Form[]} forms */
export function offerFaults(forms) {
  byId('fault-forms').replaceChildren(...forms.map(faultForm))
  offer('faults', forms.length > 0)
}

/** @param {string} id of the dialog @param {boolean} isThere */
function offer(id, isThere) {
  const button = byId(`${id}-open`)
  button.hidden = !isThere
  button.onclick = () => byId(id).showModal()
}

/** @param {Form} form */
function faultForm(form) {
  const inputs = form.fields.map((field) => ({ field, input: input(field) }))
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    const values = Object.fromEntries(
      inputs.map(({ field, input }) => [field.name, field.choices.length ? input.value : Number(input.value)])
    )
    attempt(async () => (await ask('/fault', { name: form.name, values })).said)
  }
  return element(
    'form',
    { class: 'fault', onsubmit: submit },
    element('p', {}, form.about),
    ...inputs.map(({ field, input }) => element('label', {}, element('span', {}, field.label), input)),
    element('button', {}, form.label)
  )
}

/** @param {Field} field */
function input(field) {
  if (!field.choices.length) {
    const bounds = { min: field.minimum, max: field.maximum, step: 'any', required: true }
    return element('input', { type: 'number', value: field.default, ...bounds })
  }
  const options = field.choices.map(([value, label]) => element('option', { value, selected: value === field.default }, label))
  return element('select', {}, ...options)
}

/** @param {() => Promise<any>} action @param {string} [said] */
export async function attempt(action, said) {
  try {
    const answer = await action()
    toast(said ?? answer)
  } catch (error) {
    toast(error instanceof TypeError ? 'The program does not answer' : String(/** @type {Error} */ (error).message), true)
  }
}
