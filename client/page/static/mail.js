/** One mail: its head, and a tab for each way to look at it. */
import { byId, copy, element, shown, size, wholeTime } from './dom.js'
import { codeChip } from './list.js'
import { checks, files, headers, html, links, source, text } from './views.js'

/** @typedef {import('./views.js').Details} Details */

const TABS = [
  { name: 'HTML', view: html },
  { name: 'Text', view: text },
  { name: 'Headers', view: headers, count: (/** @type {Details} */ mail) => mail.headers.length },
  { name: 'Links', view: links, count: (/** @type {Details} */ mail) => mail.examined?.links.length },
  { name: 'Files', view: files, count: (/** @type {Details} */ mail) => mail.files.length },
  { name: 'Checks', view: checks, count: (/** @type {Details} */ mail) => mail.examined?.findings.length },
  { name: 'Source', view: source },
]

export class MailPane {
  #pane = byId('mail-pane')
  #tab = 'HTML'
  /** @type {AbortController | undefined} */
  #fetching
  /** @type {number | undefined} */
  key

  /** @param {{unread: (key: number) => void, remove: ((key: number) => void) | undefined}} actions */
  constructor(actions) {
    this.actions = actions
  }

  /** Fetch a mail and show it. @param {number} key @param {string} [code] that is known already */
  async open(key, code) {
    if (this.key === key) return
    this.#fetching?.abort()
    const { signal } = (this.#fetching = new AbortController())
    this.key = key
    this.#pane.classList.add('is-loading')
    try {
      const mail = await got(`/mails/${key}`, signal)
      this.#pane.classList.remove('is-loading')
      const fill = this.#show(key, mail, code)
      this.#pane.scrollTop = 0
      // What is searched for may take a while in a large mail.
      mail.examined = await got(`/mails/${key}/examined`, signal)
      fill()
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return
      const message = error instanceof TypeError ? 'The program does not answer.' : String(/** @type {Error} */ (error).message)
      this.show(back(), element('p', { class: 'placeholder' }, message))
    }
  }

  /** Show nothing, or something else. @param {...Node} content */
  show(...content) {
    this.#fetching?.abort()
    this.key = undefined
    this.#pane.classList.remove('is-loading')
    this.#pane.replaceChildren(...content)
  }

  /**
   * @param {number} key @param {Details} mail @param {string} [code]
   * @returns {() => void} shows what was found meanwhile
   */
  #show(key, mail, code) {
    const panel = element('div', { id: 'panel', class: 'panel', role: 'tabpanel', tabindex: '0' })
    const tabs = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Ways to look at the mail' })
    const codes = element('p', { class: 'codes' })
    const instead = mail.text || !mail.files.length ? 'Text' : 'Files'
    let chosen = this.#tab === 'HTML' && !mail.hasHtml ? instead : this.#tab
    const buttons = TABS.map((tab) => {
      const choose = () => {
        this.#tab = tab.name
        open(tab)
      }
      return element('button', { id: `tab-${tab.name}`, role: 'tab', 'aria-controls': 'panel', onclick: choose })
    })
    const open = (/** @type {typeof TABS[number]} */ { name, view }) => {
      chosen = name
      TABS.forEach((tab, index) => {
        buttons[index].setAttribute('aria-selected', String(tab.name === name))
        buttons[index].tabIndex = tab.name === name ? 0 : -1
      })
      panel.setAttribute('aria-labelledby', `tab-${name}`)
      panel.className = `panel panel-${name.toLowerCase()}`
      panel.replaceChildren(...view(key, mail))
    }
    const fill = () => {
      TABS.forEach(({ name, count }, index) => {
        const number = count?.(mail)
        const worst = name === 'Checks' ? mail.examined?.findings[0]?.level : ''
        const badge = number ? element('span', { class: `number ${worst || ''}` }, String(number)) : ''
        buttons[index].replaceChildren(name, badge)
      })
      const found = mail.examined?.codes ?? (code ? [code] : [])
      codes.replaceChildren(...found.slice(0, 5).map(codeChip).filter((chip) => chip !== null))
      if (mail.examined && (chosen === 'Links' || chosen === 'Checks')) open(named(chosen))
    }
    tabs.append(...buttons)
    tabs.addEventListener('keydown', moveAlong)
    fill()
    open(named(chosen))
    this.#pane.replaceChildren(this.#head(key, mail, codes), tabs, panel)
    return fill
  }

  /** @param {number} key @param {Details} mail @param {Node} codes */
  #head(key, mail, codes) {
    const { remove } = this.actions
    const isElsewhere = !mail.to.some((one) => one.address === mail.inbox)
    return element(
      'header',
      { class: 'head' },
      element(
        'div',
        { class: 'head-actions' },
        back(),
        element('button', { class: 'quiet', onclick: () => this.actions.unread(key) }, 'Mark as unread'),
        element('a', { class: 'button quiet', href: `/mails/${key}/raw`, download: '' }, 'Download'),
        remove && element('button', { class: 'quiet danger', onclick: () => remove(key) }, 'Delete')
      ),
      element('h2', { dir: 'auto' }, shown(mail.subject || 'No subject')),
      element(
        'dl',
        { class: 'people' },
        line('From', mail.from),
        line('To', mail.to.length ? mail.to : [{ name: '', address: mail.inbox }]),
        line('Cc', mail.cc),
        line('Bcc', mail.bcc),
        isElsewhere && mail.to.length > 0 && line('Inbox', [{ name: '', address: mail.inbox }]),
        element('div', {}, element('dt', {}, 'Received'), element('dd', {}, `${wholeTime(mail.received)}, ${size(mail.size).replace(' ', '\u00a0')}`))
      ),
      codes
    )
  }
}

/** @param {string} name */
const named = (name) => TABS.find((tab) => tab.name === name) ?? TABS[0]

/** @param {string} path @param {AbortSignal} signal @returns {Promise<any>} */
async function got(path, signal) {
  const answer = await fetch(path, { signal })
  if (answer.ok) return answer.json()
  throw new Error(answer.status === 404 ? 'This mail is gone.' : 'The program does not answer for this mail.')
}

export function back() {
  return element('a', { class: 'button quiet back', href: '#' }, '← Mails')
}

/** @param {string} name @param {import('./mails.js').Person[]} people @returns {Node | null} */
function line(name, people) {
  if (!people.length) return name === 'From' ? line(name, [{ name: '', address: 'nobody' }]) : null
  const entries = people.map((one) =>
    element(
      'span',
      { class: 'person' },
      one.name && element('b', {}, element('bdi', { text: one.name })),
      element('button', { class: 'address', title: 'Copy the address', onclick: () => copy(one.address) }, element('bdi', { text: one.address }))
    )
  )
  return element('div', {}, element('dt', {}, name), element('dd', {}, ...entries))
}

/** Arrow keys go from tab to tab. @param {KeyboardEvent} event */
function moveAlong(event) {
  const tabs = /** @type {HTMLElement} */ (event.currentTarget)
  const all = [.../** @type {HTMLCollectionOf<HTMLElement>} */ (tabs.children)]
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement))
  /** @type {Record<string, number>} */
  const places = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }
  if (at < 0 || !(event.key in places)) return
  const next = all.at(places[event.key] % all.length)
  next?.click()
  next?.focus()
  event.preventDefault()
}
