import { element, name } from './dom.js';
import { clock, millis } from './format.js';

const KEPT = 500;
const SHOWN = 200;

/** The latest calls, newest first, with a filter and a pause. */
export class Calls {
  #section = document.getElementById('calls');
  #list = document.getElementById('list');
  #none = document.getElementById('none');
  #filter = document.getElementById('filter');
  #pause = document.getElementById('pause');
  #calls = [];
  #paused = false;
  #missed = 0;

  constructor() {
    this.#filter.addEventListener('input', () => this.#render());
    this.#pause.addEventListener('click', () => this.#togglePause());
  }

  clear() {
    this.#calls = [];
    this.#render();
  }

  /** Adds calls, newest first; calls that are already shown are skipped. */
  add(calls) {
    const shown = new Set(this.#calls.map(call => call.number));
    const fresh = calls.filter(call => !shown.has(call.number));
    this.#calls = fresh.concat(this.#calls).slice(0, KEPT);
    this.#section.hidden = this.#calls.length === 0;
    if (this.#paused) {
      this.#missed += fresh.length;
      this.#pause.textContent = `Resume (${this.#missed})`;
    } else {
      this.#prepend(fresh.filter(call => this.#matches(call)).slice(0, SHOWN));
    }
  }

  #togglePause() {
    this.#paused = !this.#paused;
    this.#missed = 0;
    this.#pause.textContent = this.#paused ? 'Resume' : 'Pause';
    this.#pause.setAttribute('aria-pressed', this.#paused);
    this.#render();
  }

  #render() {
    this.#list.replaceChildren();
    this.#prepend(this.#calls.filter(call => this.#matches(call)).slice(0, SHOWN));
    this.#section.hidden = this.#calls.length === 0;
  }

  #prepend(calls) {
    const scrolled = this.#list.scrollTop;
    const before = this.#list.scrollHeight;
    this.#list.prepend(...calls.map(row));
    while (this.#list.children.length > SHOWN) {
      this.#list.lastElementChild.remove();
    }
    // keeps the same rows in view for a reader who has scrolled down
    if (scrolled > 0) {
      this.#list.scrollTop = scrolled + this.#list.scrollHeight - before;
    }
    this.#none.hidden = this.#list.children.length > 0;
  }

  #matches(call) {
    const words = this.#filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = `${call.api} ${call.environment} ${call.method} ${call.endpoint} ${call.status}`.toLowerCase();
    return words.every(word => text.includes(word));
  }
}

function row(call) {
  const item = element('li');
  const time = element('time', '', clock(Date.parse(call.timestamp)));
  time.dateTime = call.timestamp;
  time.title = call.timestamp;
  const status = element('span', `code ${tone(call)}`, String(call.status));
  const line = element('span', 'line');
  line.append(element('b', '', call.method), ' ', name('path', call.endpoint));
  line.title = `${call.method} ${call.endpoint}`.slice(0, 500);
  const where = element('span', 'where');
  where.append(name('', call.api), ' · ', name('', call.environment));
  item.append(time, status, line, where, element('span', 'took', millis(call.latencyMs)));
  return item;
}

function tone(call) {
  if (call.hit429) {
    return 'warn';
  }
  return call.status >= 400 ? 'bad' : call.status >= 300 ? 'moved' : 'good';
}
