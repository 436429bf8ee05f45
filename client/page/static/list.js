/** The list: of thousands of rows, only those in sight are in the document. */
import { byId, copy, element, isWeb, link, shown, size, time, wholeTime } from './dom.js'
import { sender } from './mails.js'

/** @typedef {import('./mails.js').Row} Row */

const MARGIN = 6 // rows above and below those in sight

export class List {
  #scroller = byId('scroller')
  #list = byId('list')
  /** As the style sheet has it. */
  #height = 84
  /** @type {Row[]} */
  #rows = []
  /** What is in the document. @type {Map<number, {item: HTMLElement, state: string}>} */
  #items = new Map()
  #isPlanned = false
  /** @type {number | undefined} */
  selected
  /** Selected, or the last that was. @type {number | undefined} */
  #last

  /** @param {(key: number) => void} open */
  constructor(open) {
    this.open = open
    this.#scroller.addEventListener('scroll', () => this.#plan(), { passive: true })
    new ResizeObserver(() => this.#plan()).observe(this.#scroller)
  }

  /** Show these. @param {Row[]} rows @param {boolean} [fromTop] whether to scroll up */
  show(rows, fromTop = false) {
    const top = this.#scroller.scrollTop
    const anchor = top > 0 ? this.#rows[Math.floor(top / this.#height)] : undefined
    this.#rows = [...rows]
    this.#list.style.height = `${rows.length * this.#height}px`
    if (fromTop) this.#scroller.scrollTop = 0
    else if (anchor) {
      // What is read stays where it is, whatever comes above it.
      const at = rows.indexOf(anchor)
      if (at >= 0) this.#scroller.scrollTop = at * this.#height + (top % this.#height)
    }
    this.#render()
  }

  /** The row that is so many away from the one that is open, or was. @param {number} step */
  beside(step) {
    const at = this.#rows.findIndex((row) => row.key === this.#last)
    return this.#rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), this.#rows.length - 1)]
  }

  /** @param {number | undefined} key */
  select(key, { scroll = true } = {}) {
    this.selected = key
    this.#last = key ?? this.#last
    const at = this.#rows.findIndex((row) => row.key === key)
    if (at >= 0 && scroll) {
      const top = at * this.#height
      const { scrollTop, clientHeight } = this.#scroller
      if (top < scrollTop) this.#scroller.scrollTop = top
      else if (top + this.#height > scrollTop + clientHeight) {
        this.#scroller.scrollTop = top + this.#height - clientHeight
      }
    }
    this.#render()
  }

  /** Give the keyboard to a row. @param {number} key */
  focus(key) {
    this.#items.get(key)?.item.querySelector('button')?.focus({ preventScroll: true })
  }

  #plan() {
    if (this.#isPlanned) return
    this.#isPlanned = true
    requestAnimationFrame(() => {
      this.#isPlanned = false
      this.#render()
    })
  }

  #render() {
    const { scrollTop, clientHeight } = this.#scroller
    const first = Math.max(Math.floor(scrollTop / this.#height) - MARGIN, 0)
    const last = Math.min(Math.ceil((scrollTop + clientHeight) / this.#height) + MARGIN, this.#rows.length)
    const indexes = new Map()
    for (let at = first; at < last; at++) indexes.set(this.#rows[at].key, at)
    for (const [key, { item }] of this.#items) {
      // Not the one with the keyboard, which would be lost.
      if (indexes.has(key)) continue
      const at = item.contains(document.activeElement) ? this.#rows.findIndex((row) => row.key === key) : -1
      if (at >= 0) indexes.set(key, at)
      else {
        item.remove()
        this.#items.delete(key)
      }
    }
    let next = this.#list.firstChild
    for (const at of [...indexes.values()].sort((one, other) => one - other)) {
      const item = this.#item(this.#rows[at], at)
      if (item === next) next = next.nextSibling
      else this.#list.insertBefore(item, next)
    }
  }

  /** @param {Row} row @param {number} at */
  #item(row, at) {
    const isOpen = row.key === this.selected
    const state = `${row.unread} ${row.code} ${row.link} ${isOpen}`
    let known = this.#items.get(row.key)
    if (known === undefined) {
      known = { item: element('li', { class: 'row', data: { key: row.key } }), state: '' }
      this.#items.set(row.key, known)
    }
    const { item } = known
    if (known.state !== state) {
      const hadFocus = item.contains(document.activeElement)
      item.replaceChildren(...this.#content(row, isOpen))
      item.classList.toggle('is-unread', row.unread)
      item.classList.toggle('is-open', isOpen)
      known.state = state
      if (hadFocus) item.querySelector('button')?.focus({ preventScroll: true })
    }
    item.style.transform = `translateY(${at * this.#height}px)`
    item.setAttribute('aria-setsize', String(this.#rows.length))
    item.setAttribute('aria-posinset', String(at + 1))
    return item
  }

  /** @param {Row} row @param {boolean} isOpen */
  #content(row, isOpen) {
    const open = element(
      'button',
      { class: 'open', 'aria-current': isOpen && 'true', onclick: () => this.open(row.key) },
      row.unread && element('span', { class: 'unseen' }, 'Unread. '),
      element('bdi', { class: 'sender', text: sender(row) }),
      element('time', { class: 'time', title: wholeTime(row.received) }, time(row.received)),
      element('bdi', { class: row.subject ? 'subject' : 'subject none' }, shown(row.subject || 'No subject')),
      element(
        'span',
        { class: 'meta' },
        element('bdi', { class: 'inbox' }, shown(row.inbox)),
        element('span', { class: 'size' }, row.files ? `${size(row.size)}, ${counted(row.files)}` : size(row.size))
      )
    )
    return [open, element('span', { class: 'chips' }, codeChip(row.code), linkChip(row.link))]
  }
}

/** @param {string | undefined} code */
export function codeChip(code) {
  if (!code) return null
  const label = `Copy the code ${code}`
  return element('button', { class: 'chip code', 'aria-label': label, title: 'Copy the code', onclick: () => copy(code) }, shown(code))
}

/** @param {string | undefined} url */
function linkChip(url) {
  if (!url || !isWeb(url)) return null
  return link(url, 'chip link', shown(host(url)), element('span', { 'aria-hidden': 'true' }, ' ↗'))
}

/** @param {number} files */
const counted = (files) => (files === 1 ? '1 file' : `${files} files`)

/** @param {string} url */
export function host(url) {
  try {
    return new URL(url).host
  } catch {
    return url.slice(0, 60)
  }
}
