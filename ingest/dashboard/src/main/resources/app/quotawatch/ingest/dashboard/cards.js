import { Card } from './card.js';

/** A card for each API in each environment. */
export class Cards {
  #parent;
  #windows;
  #href;
  #cards = new Map();

  /** `windows` are pairs of a key and a label; `href` returns the page of a series, and may be absent. */
  constructor(parent, windows, href = null) {
    this.#parent = parent;
    this.#windows = windows;
    this.#href = href;
  }

  update(allSeries, window, now) {
    const shown = allSeries.map(series => {
      const key = JSON.stringify([series.api, series.environment]);
      const card = this.#cards.get(key) ?? new Card(series, this.#windows, this.#href);
      this.#cards.set(key, card);
      return { key, card, series };
    });
    const keys = new Set(shown.map(({ key }) => key));
    [...this.#cards.keys()].filter(key => !keys.has(key)).forEach(key => this.#cards.delete(key));
    const children = this.#parent.children;
    if (shown.length !== children.length || shown.some(({ card }, i) => card.element !== children[i])) {
      this.#parent.replaceChildren(...shown.map(({ card }) => card.element));
    }
    shown.forEach(({ card, series }) => card.update(series, window, now));
  }
}
