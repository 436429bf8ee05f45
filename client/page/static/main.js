/** Puts the page together: what the program tells, what is shown, and the keyboard. */
import { ask, byId, copy, element, toast } from './dom.js'
import { follow } from './feed.js'
import { attempt, offerFaults, offerSamples } from './forms.js'
import { listenToKeys } from './keys.js'
import { List } from './list.js'
import { Log } from './log.js'
import { MailPane } from './mail.js'
import { Mails, sender } from './mails.js'

const mails = new Mails()
const log = new Log()
const list = new List((key) => go(key))
/** @type {{unread: (key: number) => void, remove: ((key: number) => void) | undefined}} */
const actions = {
  unread: (key) => {
    attempt(() => ask('/read', { keys: [key], read: false }), 'Marked as unread')
  },
  remove: undefined,
}
const pane = new MailPane(actions)
/** @type {any} */
let setup = { title: 'Mail', hint: '', command: '', to: '' }
let server = 'lost'
let socket = { state: 'waiting', text: 'Connecting', names: /** @type {string[]} */ ([]) }
let isComplete = false
let isPlanned = false

// -- what is shown

function update() {
  document.title = mails.unread ? `(${mails.unread}) ${setup.title}` : setup.title
  if (isPlanned) return
  isPlanned = true
  requestAnimationFrame(() => {
    isPlanned = false
    render()
  })
}

function render(fromTop = false) {
  const visible = mails.visible
  list.show(visible, fromTop)
  document.body.classList.toggle('is-empty', isComplete && !mails.size)
  byId('count').textContent = summary(visible.length)
  byId('read-all').hidden = !mails.unread
  byId('delete-all').hidden = !actions.remove || !mails.size
  byId('empty').hidden = visible.length > 0 || !isComplete
  byId('scroller').hidden = visible.length === 0
  const kind = mails.size ? 'filter' : `mail ${setup.command} ${setup.hint}`
  if (!visible.length && byId('empty').dataset.kind !== kind) {
    byId('empty').dataset.kind = kind
    byId('empty').replaceChildren(...(mails.size ? noMatch() : noMail()))
  }
}

/** @param {number} count */
function summary(count) {
  if (!mails.size) return isComplete ? 'No mail yet' : ''
  const all = `${mails.size} mail${mails.size === 1 ? '' : 's'}`
  if (mails.isFiltered) return `${count} of ${all}`
  return mails.unread ? `${all}, ${mails.unread} unread` : all
}

function noMatch() {
  const all = element('button', { onclick: () => filter('') }, 'Show all')
  return [element('p', {}, 'No mail has all of these words.'), all]
}

function noMail() {
  const { command, hint } = setup
  const canSend = Object.keys(setup.samples ?? {}).length > 0
  return [
    element('h2', {}, 'Mail appears here as it comes'),
    element('p', {}, hint),
    command && element('pre', { tabindex: '0', 'aria-label': 'A command that sends a mail' }, command),
    element(
      'p',
      { class: 'buttons' },
      canSend && element('button', { class: 'primary', onclick: () => byId('send').showModal() }, 'Send a test mail'),
      command && element('button', { onclick: () => copy(command) }, 'Copy the command')
    ),
  ].filter(Boolean)
}

function showStatus() {
  const texts = /** @type {Record<string, string>} */ ({ lost: 'The program does not answer', closed: 'Closed', resting: 'Resting' })
  byId('status').dataset.state = server === 'open' ? socket.state : 'lost'
  byId('status-text').textContent = texts[server] ?? socket.text
  byId('status').title = socket.names.length ? `Listens to ${socket.names.join(', ')}` : ''
  log.status = { text: texts[server] ?? socket.text, names: socket.names }
}

let lostTimer = 0

/** @param {import('./feed.js').Connection} state */
function connection(state) {
  if (state === 'lost' && server === 'open') {
    // One that lagged behind is cut off, and is back in no time.
    lostTimer ||= setTimeout(() => showConnection(state), 1000)
    return
  }
  clearTimeout(lostTimer)
  lostTimer = 0
  showConnection(state)
}

/** @param {import('./feed.js').Connection} state */
function showConnection(state) {
  server = state
  const banner = byId('banner')
  banner.hidden = state === 'open'
  if (state === 'lost') banner.textContent = 'The program that serves this page does not answer. Trying again.'
  if (state === 'closed') {
    banner.textContent = 'This page is closed: the program has ended, or was started anew. Open the address that it prints.'
  }
  if (state === 'resting') {
    banner.replaceChildren('Newer tabs show this page. ', element('button', { onclick: () => wake() }, 'Go on here'))
  }
  showStatus()
}

// -- where we are: the fragment of the address, so that "back" works

/** @param {number | string} place */
function go(place) {
  const wanted = place === '' ? '' : `#${place}`
  if (location.hash === wanted) show()
  else if (wanted) location.hash = wanted
  else {
    history.pushState(null, '', location.pathname)
    show()
  }
}

function show() {
  const place = location.hash.slice(1)
  document.body.classList.toggle('is-reading', place !== '')
  log.close()
  if (place === 'log') {
    list.select(undefined)
    pane.show(...log.open())
  } else if (mails.get(Number(place))) {
    const key = Number(place)
    list.select(key)
    pane.open(key, mails.get(key)?.code)
    if (mails.get(key)?.unread) ask('/read', { keys: [key] }).catch(() => {})
  } else {
    list.select(undefined)
    pane.show(element('p', { class: 'placeholder' }, isComplete && place ? 'This mail is gone.' : 'Choose a mail, or press j.'))
    if (isComplete && place) document.body.classList.remove('is-reading')
  }
}

addEventListener('hashchange', () => {
  const before = list.selected
  show()
  // A phone shows one of the two, and what is hidden loses the keyboard.
  if (!byId('list-pane').checkVisibility()) byId('mail-pane').focus()
  else if (!location.hash && before !== undefined) list.focus(before)
})

/** @param {string} words */
function filter(words) {
  byId('filter').value = words
  mails.filter(words)
  render(true)
}

byId('filter').addEventListener('input', () => {
  mails.filter(byId('filter').value)
  render(true)
})
byId('read-all').addEventListener('click', () => attempt(() => ask('/read', { keys: null }), 'All are marked as read'))
byId('delete-all').addEventListener('click', () => {
  const keys = mails.visible.map((row) => row.key)
  const what = mails.isFiltered ? `what the filter shows, ${keys.length} of ${mails.size} mails` : `all mails, ${keys.length}`
  if (confirm(`Delete ${what}?`)) attempt(() => ask('/delete', { keys }), 'Deleted')
})
byId('help-open').addEventListener('click', () => byId('help').showModal())

listenToKeys({
  step: (by) => {
    const row = list.beside(by)
    if (row) {
      go(row.key)
      list.focus(row.key)
    }
  },
  code: () => {
    const row = mails.get(list.selected ?? -1) ?? mails.visible[0]
    if (row?.code) copy(row.code)
    else toast(row ? 'No code in this mail' : 'No mail', true)
  },
  unread: () => list.selected !== undefined && actions.unread(list.selected),
  back: () => {
    if (byId('filter').value && !location.hash) return filter('')
    const before = list.selected
    go('')
    if (before !== undefined) list.focus(before)
  },
})

// -- what the program tells

const wake = follow(
  {
    hello: (message) => {
      setup = message.setup
      socket = message.status
      isComplete = false
      actions.remove = setup.canDelete
        ? (key) => {
            attempt(() => ask('/delete', { keys: [key] }), 'Deleted')
          }
        : undefined
      byId('title').textContent = setup.title
      offerSamples(setup.samples, setup.to)
      offerFaults(setup.faults)
      if (mails.begin(message.epoch) && location.hash && location.hash !== '#log' && pane.key) go('')
      showStatus()
      update()
    },
    log: (message) => log.begin(message),
    mails: ({ rows }) => {
      const fresh = mails.put(rows)
      if (isComplete && fresh.length) {
        const { subject } = fresh[0]
        byId('live').textContent =
          fresh.length > 1 ? `${fresh.length} new mails` : `New mail from ${sender(fresh[0])}: ${subject || 'no subject'}`
      }
      update()
    },
    found: ({ key, code, link }) => {
      mails.change(key, { code, link })
      update()
    },
    complete: ({ keys }) => {
      mails.keep(keys)
      isComplete = true
      if (pane.key === undefined || !mails.get(pane.key)) show()
      update()
    },
    gone: ({ keys }) => {
      mails.remove(keys)
      if (keys.includes(list.selected)) go('')
      update()
    },
    read: ({ keys, unread }) => {
      for (const key of keys) mails.change(key, { unread })
      update()
    },
    status: (message) => {
      socket = message
      showStatus()
    },
    note: (message) => {
      log.note(message)
      if (message.warning) toast(message.text, true)
    },
    frame: (message) => log.frame(message),
  },
  connection
)
show()
