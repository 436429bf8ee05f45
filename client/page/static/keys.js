/** The keyboard. */
import { byId } from './dom.js'

/**
 * @param {object} actions
 * @param {(by: number) => void} actions.step to another mail
 * @param {() => void} actions.code copies it
 * @param {() => void} actions.unread marks the mail that is open
 * @param {() => void} actions.back closes what is open
 */
export function listenToKeys({ step, code, unread, back }) {
  /** @type {Record<string, () => void>} */
  const on = {
    j: () => step(1),
    k: () => step(-1),
    c: code,
    u: unread,
    '/': () => byId('filter').select(),
    '?': () => byId('help').showModal(),
    Escape: back,
  }
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
    const place = /** @type {HTMLElement} */ (event.target)
    if (place.matches('input, select, textarea')) {
      if (event.key === 'Escape' && place.id === 'filter') place.blur()
      if (event.key !== 'Escape') return
    }
    const action = on[event.key]
    if (!action) return
    event.preventDefault()
    action()
  })
}
