import { element, name, setText } from './dom.js';
import { exact } from './format.js';

const LOW = 0.2;
const EMPTY = 0.05;
const SEVERAL = 'The reports contradict each other, as those of several keys, projects or endpoints would';

/** What an API reports as remaining, one bar per quota. Quotas of one name differ in their limits. */
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
    const key = JSON.stringify([gauge.name, gauge.limit]);
    let meter = this.#meters.get(key);
    if (!meter) {
      meter = new Meter(gauge.name || 'quota');
      this.#meters.set(key, meter);
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
    if (remaining === null) {
      this.#unknown(limit);
      return;
    }
    this.element.title = '';
    this.#track.hidden = false;
    const share = Math.min(1, remaining / limit);
    this.element.dataset.level = share <= EMPTY ? 'empty' : share <= LOW ? 'low' : 'fine';
    this.#fill.style.width = `${share * 100}%`;
    setText(this.#remaining, `${exact(remaining)} of ${exact(limit)} remaining`);
    this.#track.setAttribute('aria-valuemax', limit);
    this.#track.setAttribute('aria-valuenow', Math.min(limit, remaining));
    this.#track.setAttribute('aria-valuetext', `${exact(remaining)} of ${exact(limit)} ${this.#label} remaining`);
  }

  // a meter needs a value, so there is none
  #unknown(limit) {
    this.element.dataset.level = 'unknown';
    this.element.title = SEVERAL;
    this.#track.hidden = true;
    setText(this.#remaining, `unknown of ${exact(limit)} remaining`);
  }
}
