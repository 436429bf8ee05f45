/** What has happened, and the frames that went over the web socket. */
import { byId, element, shown, size, time } from './dom.js'
import { back } from './mail.js'

/**
 * @typedef {{time: number, text: string, warning: boolean}} Note
 * @typedef {{time: number, about: string, size: number, text: string, isCut: boolean}} Frame
 */

const MOST = 300 // as many as the program keeps

export class Log {
  /** @type {Note[]} */
  #notes = []
  /** @type {Frame[]} */
  #frames = []
  #warnings = 0
  /** @type {{about: HTMLElement, notes: HTMLElement, frames: HTMLElement} | undefined} */
  #open
  #status = { text: '', names: /** @type {string[]} */ ([]) }

  /** How the web socket is. @param {{text: string, names: string[]}} status */
  set status(status) {
    this.#status = status
    if (this.#open) this.#describe(this.#open)
  }

  /** Begin anew with what the program has kept. @param {{notes: Note[], frames: Frame[]}} kept */
  begin({ notes, frames }) {
    this.#notes = notes
    this.#frames = frames
    if (this.#open) this.#fill(this.#open)
  }

  /** @param {Note} note */
  note(note) {
    this.#notes = [...this.#notes, note].slice(-MOST)
    if (this.#open) put(this.#open.notes, noteItem(note))
    else if (note.warning) this.#badge(this.#warnings + 1)
  }

  /** @param {Frame} frame */
  frame(frame) {
    this.#frames = [...this.#frames, frame].slice(-MOST)
    if (this.#open) put(this.#open.frames, frameItem(frame))
  }

  /** What stands in the pane. @returns {Node[]} */
  open() {
    this.#badge(0)
    const notes = element('ol', { class: 'notes' })
    const frames = element('ol', { class: 'frames' })
    const about = element('p')
    this.#open = { about, notes, frames }
    this.#describe(this.#open)
    this.#fill(this.#open)
    return [
      element('header', { class: 'head' }, element('div', { class: 'head-actions' }, back()), element('h2', {}, 'Log'), about),
      element('div', { class: 'log', tabindex: '0', role: 'region', 'aria-label': 'Log' }, element('h3', {}, 'What has happened'), notes, element('h3', {}, 'Frames of the web socket'), frames),
    ]
  }

  close() {
    this.#open = undefined
  }

  /** @param {{about: HTMLElement}} place */
  #describe({ about }) {
    const { text, names } = this.#status
    const listed = element('bdi', { text: names.join(', ') || 'nothing' })
    about.replaceChildren(`${text}. Listened to: `, listed, '.')
  }

  /** @param {{notes: HTMLElement, frames: HTMLElement}} place */
  #fill({ notes, frames }) {
    const none = () => element('li', { class: 'none' }, 'Nothing yet.')
    notes.replaceChildren(...(this.#notes.length ? this.#notes.map(noteItem).reverse() : [none()]))
    frames.replaceChildren(...(this.#frames.length ? this.#frames.map(frameItem).reverse() : [none()]))
  }

  /** @param {number} count */
  #badge(count) {
    this.#warnings = count
    const badge = byId('log-badge')
    badge.hidden = !count
    badge.replaceChildren(String(count), element('span', { class: 'unseen' }, ' warnings'))
  }
}

/** @param {HTMLElement} list @param {HTMLElement} item */
function put(list, item) {
  list.querySelector('.none')?.remove()
  list.prepend(item)
  if (list.childElementCount > MOST) list.lastElementChild?.remove()
}

/** @param {Note} note */
function noteItem(note) {
  return element('li', { class: note.warning && 'warning' }, element('time', {}, time(note.time)), element('span', {}, note.warning && element('b', {}, 'Warning: '), shown(note.text)))
}

/** @param {Frame} frame */
function frameItem(frame) {
  const content = element('pre')
  const fold = element(
    'details',
    {
      // Most are never looked at.
      ontoggle: () => content.childNodes.length || content.append(shown(laidOut(frame), { lines: true })),
    },
    element('summary', {}, element('time', {}, time(frame.time)), element('span', {}, shown(`${frame.about}, ${size(frame.size)}: `), element('code', {}, shown(frame.text.slice(0, 100))))),
    content
  )
  return element('li', {}, fold)
}

/** @param {Frame} frame */
function laidOut({ text, isCut }) {
  if (isCut) return `${text}\n… and so on`
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
