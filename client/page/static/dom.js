/** Makes elements, of text alone: nothing of a mail is ever read as HTML. */

/**
 * @param {string} tag
 * @param {Record<string, any>} [properties] `class`, `text`, `data`, `on...`, attributes
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any} the element
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue
    if (name === 'class') made.className = value
    else if (name === 'text') made.append(shown(value))
    else if (name === 'data') Object.assign(made.dataset, value)
    else if (name.startsWith('on')) made.addEventListener(name.slice(2), value)
    else made.setAttribute(name, value === true ? '' : String(value))
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return made
}

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id)

// What is not seen, or turns the order of what is: controls, what overrides the direction of text, and
// tags. Not the joiners that scripts and emoji need, nor what newsletters fill their previews with.
const TRICKS =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufff9-\ufffb\u{e0001}\u{e0020}-\u{e007f}]/u
const LINES = /[\n\t]/

/**
 * A text of a stranger, with tricks shown as what they are.
 * @param {string} text
 * @param {{lines?: boolean}} [options] `lines`: line ends and tabs are part of it
 */
export function shown(text, { lines = false } = {}) {
  if (!TRICKS.test(text)) return document.createTextNode(text)
  const parts = document.createDocumentFragment()
  let plain = ''
  for (const character of lines ? text.replaceAll('\r\n', '\n') : text) {
    if (!TRICKS.test(character) || (lines && LINES.test(character))) {
      plain += character
      continue
    }
    const name = `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
    parts.append(plain, element('span', { class: 'trick', title: 'A character that is not seen' }, name))
    plain = ''
  }
  parts.append(plain)
  return parts
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

const CLOCK = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DAY = new Intl.DateTimeFormat([], { day: 'numeric', month: 'short' })
const WHOLE = new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'long' })

/** The time of today, else the day and the time. @param {number} moment in milliseconds */
export function time(moment) {
  const date = new Date(moment)
  const clock = CLOCK.format(date)
  return date.toDateString() === new Date().toDateString() ? clock : `${DAY.format(date)}, ${clock}`
}

/** @param {number} moment */
export const wholeTime = (moment) => WHOLE.format(new Date(moment))

/** What a browser may follow; nothing else is made a link. @param {string} url */
export const isWeb = (url) => /^https?:\/\//i.test(url)

/** @param {string} url @param {string} name of the class @param {...(Node | string)} children */
export function link(url, name, ...children) {
  const target = { href: url, target: '_blank', rel: 'noopener noreferrer', referrerpolicy: 'no-referrer' }
  return element('a', { class: name, title: url, ...target }, ...children)
}

let toastTimer = 0

/** Says something for a moment. @param {string} text */
export function toast(text, isError = false) {
  const place = byId('toast')
  place.replaceChildren(shown(text))
  place.classList.toggle('error', isError)
  // Shown anew, to lie above a dialog that was opened meanwhile.
  place.hidePopover()
  place.showPopover()
  clearTimeout(toastTimer)
  toastTimer = setTimeout(() => place.hidePopover(), isError ? 6000 : 2500)
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    toast(`Copied ${text.length > 40 ? `${text.slice(0, 39)}…` : text}`)
  } catch {
    toast('The browser does not let this page copy', true)
  }
}

/** Asks the program for something. @param {string} path @param {object} body @returns {Promise<any>} */
export async function ask(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.ok) return answer.json()
  const isJson = answer.headers.get('Content-Type')?.startsWith('application/json')
  throw new Error(isJson ? (await answer.json()).error : await answer.text())
}
