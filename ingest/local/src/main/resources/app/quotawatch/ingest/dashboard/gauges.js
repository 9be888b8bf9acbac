import { element, name, setText } from './dom.js';
import { exact } from './format.js';

const LOW = 0.2;
const EMPTY = 0.05;

/** What an API reports as remaining, one bar per quota. */
export class Gauges {
  #meters = new Map();

  element = element('div', 'gauges');

  update(gauges) {
    const rows = gauges.map(gauge => this.#row(gauge));
    if (rows.length !== this.element.children.length || rows.some((row, i) => row !== this.element.children[i])) {
      this.element.replaceChildren(...rows);
    }
  }

  #row(gauge) {
    let meter = this.#meters.get(gauge.name);
    if (!meter) {
      meter = new Meter(gauge.name || 'quota');
      this.#meters.set(gauge.name, meter);
    }
    meter.update(gauge);
    return meter.element;
  }
}

class Meter {
  #label;
  #remaining = element('span', 'remaining');
  #track = element('div', 'track');
  #fill = element('div', 'fill');

  element = element('div', 'gauge');

  constructor(label) {
    this.#label = label;
    this.#track.setAttribute('role', 'meter');
    this.#track.setAttribute('aria-label', `${label} remaining`);
    this.#track.setAttribute('aria-valuemin', 0);
    this.#track.append(this.#fill);
    this.element.append(name('dimension', label), this.#remaining, this.#track);
  }

  update({ limit, remaining }) {
    const share = Math.min(1, remaining / limit);
    this.element.dataset.level = share <= EMPTY ? 'empty' : share <= LOW ? 'low' : 'fine';
    this.#fill.style.width = `${share * 100}%`;
    setText(this.#remaining, `${exact(remaining)} of ${exact(limit)} remaining`);
    this.#track.setAttribute('aria-valuemax', limit);
    this.#track.setAttribute('aria-valuenow', Math.min(limit, remaining));
    this.#track.setAttribute('aria-valuetext', `${exact(remaining)} of ${exact(limit)} ${this.#label} remaining`);
  }
}
