/** The mails that are known, in their order, and which of them the filter lets through. */
import { size, time } from './dom.js'

/**
 * @typedef {{name: string, address: string}} Person
 * @typedef {object} Row
 * @property {number} key
 * @property {Person[]} from
 * @property {string} subject
 * @property {string} inbox
 * @property {number} received in milliseconds
 * @property {number} size in bytes
 * @property {number} files
 * @property {boolean} unread
 * @property {string} [code] empty if there is none; missing if it is yet to be found
 * @property {string} [link]
 */

/** @param {Row} row */
export const sender = (row) => row.from[0]?.name || row.from[0]?.address || 'nobody'

export class Mails {
  #epoch = ''
  /** @type {Map<number, Row>} */
  #rows = new Map()
  /** Newest first. @type {Row[]} */
  #order = []
  /** @type {string[]} */
  #words = []
  /** @type {Map<Row, string>} */
  #texts = new Map()
  unread = 0

  get size() {
    return this.#order.length
  }

  get isFiltered() {
    return this.#words.length > 0
  }

  /** @param {number} key */
  get(key) {
    return this.#rows.get(key)
  }

  /** Begin anew if the program is another one. @param {string} epoch */
  begin(epoch) {
    const isNew = this.#epoch !== epoch
    if (isNew) this.remove([...this.#rows.keys()])
    this.#epoch = epoch
    return isNew
  }

  /** @param {Row[]} rows @returns {Row[]} those that were not known */
  put(rows) {
    const fresh = []
    for (const row of rows) {
      const known = this.#rows.get(row.key)
      if (known) this.#change(known, row)
      else {
        this.#rows.set(row.key, row)
        this.unread += Number(row.unread)
        fresh.push(row)
      }
    }
    if (fresh.length > 20) this.#order = [...this.#order, ...fresh].sort(newestFirst)
    else for (const row of fresh) this.#order.splice(place(this.#order, row), 0, row)
    return fresh
  }

  /** @param {number} key @param {Partial<Row>} changes */
  change(key, changes) {
    const row = this.#rows.get(key)
    if (row) this.#change(row, changes)
  }

  /** Forget all but these. @param {number[]} keys */
  keep(keys) {
    const kept = new Set(keys)
    this.remove([...this.#rows.keys()].filter((key) => !kept.has(key)))
  }

  /** Show only those that have all these words. @param {string} text */
  filter(text) {
    this.#words = text.toLowerCase().split(/\s+/).filter(Boolean)
  }

  /** Those that the filter lets through, newest first. @returns {Row[]} */
  get visible() {
    if (!this.#words.length) return this.#order
    return this.#order.filter((row) => {
      const text = this.#text(row)
      return this.#words.every((word) => text.includes(word))
    })
  }

  /** @param {Row} row @param {Partial<Row>} changes */
  #change(row, changes) {
    const before = row.unread
    Object.assign(row, changes)
    this.unread += Number(row.unread) - Number(before)
    this.#texts.delete(row)
  }

  /** @param {number[]} keys */
  remove(keys) {
    if (!keys.length) return
    const gone = new Set()
    for (const key of keys) {
      const row = this.#rows.get(key)
      if (!row) continue
      this.unread -= Number(row.unread)
      this.#rows.delete(key)
      this.#texts.delete(row)
      gone.add(row)
    }
    if (gone.size) this.#order = this.#order.filter((row) => !gone.has(row))
  }

  /** @param {Row} row */
  #text(row) {
    let text = this.#texts.get(row)
    if (text === undefined) {
      const people = row.from.map(({ name, address }) => `${name} ${address}`)
      const parts = [...people, row.subject, row.inbox, row.code ?? '', row.link ?? '']
      parts.push(time(row.received), size(row.size), row.unread ? 'is:unread' : '')
      text = parts.join('\n').toLowerCase()
      this.#texts.set(row, text)
    }
    return text
  }
}

/** @param {Row} one @param {Row} other */
const newestFirst = (one, other) => other.received - one.received || other.key - one.key

/** Where a row goes. @param {Row[]} order @param {Row} row */
function place(order, row) {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (newestFirst(order[middle], row) < 0) low = middle + 1
    else high = middle
  }
  return low
}
