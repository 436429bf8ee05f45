/** The ways to look at a mail: each gives what stands below its tab. */
import { copy, element, isWeb, link, shown, size } from './dom.js'
import { host } from './list.js'

/**
 * @typedef {import('./mails.js').Person} Person
 * @typedef {object} Details
 * @property {Person[]} from
 * @property {Person[]} to
 * @property {Person[]} cc
 * @property {Person[]} bcc
 * @property {string} inbox
 * @property {string} subject
 * @property {number} received
 * @property {number} size
 * @property {string} text
 * @property {boolean} textIsCut
 * @property {string} source
 * @property {boolean} sourceIsCut
 * @property {boolean} hasHtml
 * @property {boolean} loads whether its HTML would load something from outside
 * @property {[string, string][]} headers
 * @property {{name: string, type: string, size: number, inline: boolean}[]} files
 * @property {Examined} [examined] missing while it is looked for
 *
 * @typedef {object} Examined what is found in a mail
 * @property {string[]} codes
 * @property {{url: string, text: string}[]} links
 * @property {{level: string, place: string, what: string, why: string}[]} findings
 */

/** In CSS pixels; what is wider than its place is shown smaller. */
const WIDTHS = /** @type {const} */ ([['Fit', 0], ['Phone', 375], ['Tablet', 768], ['Desk', 1280]])
let width = 0

/** @param {number} key @param {Details} mail */
export function html(key, mail) {
  const frame = element('iframe', {
    title: 'The mail as HTML',
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    referrerpolicy: 'no-referrer',
    src: `/mails/${key}/html`,
  })
  const stage = element('div', { class: 'stage' }, frame)
  const fit = () => {
    const room = stage.clientWidth
    const scale = width ? Math.min(room / width, 1) : 1
    frame.style.width = width ? `${width}px` : '100%'
    frame.style.height = `${stage.clientHeight / scale}px`
    frame.style.transform = scale < 1 ? `scale(${scale})` : ''
    frame.style.marginLeft = width ? `${Math.max((room - width * scale) / 2, 0)}px` : '0'
  }
  new ResizeObserver(fit).observe(stage)
  const choices = WIDTHS.map(([name, pixels]) =>
    element(
      'button',
      {
        'aria-pressed': String(width === pixels),
        title: pixels ? `${pixels} pixels wide` : 'As wide as its place',
        onclick: (/** @type {Event} */ event) => {
          width = pixels
          for (const one of choices) one.setAttribute('aria-pressed', String(one === event.currentTarget))
          fit()
        },
      },
      name
    )
  )
  const tools = element('div', { class: 'tools' }, element('div', { class: 'widths', role: 'group', 'aria-label': 'Width' }, ...choices))
  if (!mail.hasHtml) tools.append(element('span', { class: 'remark' }, 'It has no HTML; this is made of its text.'))
  if (mail.loads) {
    const notice = element('span', { class: 'remark' }, 'Images from outside are not loaded. ')
    const load = () => {
      frame.src = `/mails/${key}/html?remote`
      notice.replaceChildren('Images from outside are loaded: the sender may see that.')
    }
    notice.append(element('button', { class: 'quiet', onclick: load }, 'Load them'))
    tools.append(notice)
  }
  return [tools, stage]
}

/** @param {number} key @param {Details} mail */
export function text(key, mail) {
  if (!mail.text) return [nothing('It has no text.')]
  return [long(mail.text, mail.textIsCut, key)]
}

/** @param {number} key @param {Details} mail */
export function source(key, mail) {
  return [long(mail.source, mail.sourceIsCut, key)]
}

/** @param {number} _key @param {Details} mail */
export function headers(_key, mail) {
  if (!mail.headers.length) return [nothing('It has no headers.')]
  const rows = mail.headers.map(([name, value]) =>
    element('tr', {}, element('th', { scope: 'row', text: name }), element('td', {}, element('bdi', { text: value })))
  )
  return [element('table', { class: 'headers' }, element('tbody', {}, ...rows))]
}

/** @param {number} _key @param {Details} mail */
export function links(_key, { examined }) {
  if (!examined) return [nothing('Looking for links…')]
  if (!examined.links.length) return [nothing('It has no links.')]
  const items = examined.links.map(({ url, text }) =>
    element(
      'li',
      {},
      element('bdi', { class: 'says' }, text ? shown(text) : isWeb(url) ? host(url) : 'Not a link to the web'),
      isWeb(url) ? link(url, 'target', shown(url)) : element('span', { class: 'target none', text: url }),
      element('button', { class: 'quiet', 'aria-label': `Copy the link ${url}`, onclick: () => copy(url) }, 'Copy')
    )
  )
  return [element('ul', { class: 'links' }, ...items)]
}

/** @param {number} key @param {Details} mail */
export function files(key, mail) {
  if (!mail.files.length) return [nothing('No file came with it.')]
  const items = mail.files.map((file, index) =>
    element(
      'li',
      {},
      element('bdi', { class: 'says', text: file.name || 'No name' }),
      element('span', { class: 'target none', text: `${file.type}, ${size(file.size)}${file.inline ? ', shown in the mail' : ''}` }),
      element('a', { class: 'button quiet', href: `/mails/${key}/files/${index}`, download: '' }, 'Download')
    )
  )
  return [element('ul', { class: 'links' }, ...items)]
}

/** @param {number} _key @param {Details} mail */
export function checks(_key, { examined }) {
  if (!examined) return [nothing('Checking it…')]
  if (!examined.findings.length) return [nothing('Nothing is wrong with it, as far as its bytes tell.')]
  const items = examined.findings.map((one) =>
    element(
      'li',
      { class: one.level },
      element('span', { class: 'level' }, one.level),
      element('div', {}, element('b', { text: one.what }), element('p', { text: `${one.place}: ${one.why}` }))
    )
  )
  return [element('ul', { class: 'findings' }, ...items)]
}

/** @param {string} message */
function nothing(message) {
  return element('p', { class: 'placeholder' }, message)
}

/** @param {string} content @param {boolean} isCut @param {number} key */
function long(content, isCut, key) {
  const whole = isCut && element('p', { class: 'remark' }, 'It goes on; ', element('a', { href: `/mails/${key}/raw` }, 'all of it is in the file.'))
  return element('div', {}, element('pre', { dir: 'auto' }, shown(content, { lines: true })), whole)
}
