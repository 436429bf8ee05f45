/** What the program tells: server-sent events, which the browser asks for anew when they break off. */

/**
 * @param {Record<string, (message: any) => void>} on by the kind of message
 * @param {(state: 'open' | 'lost' | 'closed') => void} changed `closed`: it does not let us in any more
 */
export function follow(on, changed) {
  const source = new EventSource('/events')
  source.onopen = () => changed('open')
  source.onmessage = ({ data }) => {
    const message = JSON.parse(data)
    on[message.kind]?.(message)
  }
  source.onerror = () => changed(source.readyState === EventSource.CLOSED ? 'closed' : 'lost')
  // Or a page that is kept for "back" would hold its connection.
  addEventListener('pagehide', () => source.close())
  addEventListener('pageshow', (event) => event.persisted && location.reload())
}
