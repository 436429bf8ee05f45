/** What the program tells: server-sent events, which the browser asks for anew when they break off. */

/**
 * @typedef {'open' | 'lost' | 'closed' | 'resting'} Connection
 * `closed`: the program does not let us in any more; `resting`: newer tabs have our place
 *
 * @param {Record<string, (message: any) => void>} on by the kind of message
 * @param {(state: Connection) => void} changed
 * @returns {() => void} what ends a rest
 */
export function follow(on, changed) {
  /** @type {EventSource} */
  let source
  let isResting = false
  const begin = () => {
    source = new EventSource('/events')
    source.onopen = () => changed('open')
    source.onmessage = ({ data }) => {
      const message = JSON.parse(data)
      if (message.kind === 'rest') rest()
      else on[message.kind]?.(message)
    }
    source.onerror = () => changed(source.readyState === EventSource.CLOSED ? 'closed' : 'lost')
  }
  const rest = () => {
    isResting = true
    source.close()
    changed('resting')
  }
  const wake = () => {
    if (!isResting) return
    isResting = false
    begin()
  }
  document.addEventListener('visibilitychange', () => document.hidden || wake())
  // Or a page that is kept for "back" would hold its connection.
  addEventListener('pagehide', () => source.close())
  addEventListener('pageshow', (event) => event.persisted && location.reload())
  begin()
  return wake
}
