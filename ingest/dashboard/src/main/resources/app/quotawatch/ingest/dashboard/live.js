import { setText } from './dom.js';

const RETRY_MILLIS = 2000;

/** The stream of an ingest. It reconnects until it is closed. */
export class Live {
  #url;
  #listener;
  #stream = null;
  #retry = 0;

  /**
   * The listener has `summary(summary)` and `calls(calls)`; and `rejected()`, which is called after a response that is not a
   * stream, and returns what to show.
   */
  constructor(url, listener) {
    this.#url = url;
    this.#listener = listener;
    this.#connect();
    addEventListener('pagehide', () => this.close(), { once: true });
  }

  close() {
    clearTimeout(this.#retry);
    this.#stream?.close();
    this.#stream = null;
  }

  #connect() {
    const stream = new EventSource(this.#url);
    this.#stream = stream;
    stream.addEventListener('summary', event => this.#listener.summary(JSON.parse(event.data)));
    stream.addEventListener('calls', event => this.#listener.calls(JSON.parse(event.data).events));
    stream.addEventListener('error', () => {
      if (stream !== this.#stream) {
        return;
      }
      // the browser retries automatically, except after a response that is not a stream
      if (stream.readyState === EventSource.CLOSED) {
        showStatus('lost', this.#listener.rejected());
        this.#retry = setTimeout(() => this.#connect(), RETRY_MILLIS);
      } else {
        showStatus('lost', 'Connection lost. Retrying…');
      }
    });
  }
}

export function showStatus(state, text) {
  const node = document.getElementById('status');
  node.dataset.state = state;
  document.body.dataset.state = state;
  setText(node, text);
}
