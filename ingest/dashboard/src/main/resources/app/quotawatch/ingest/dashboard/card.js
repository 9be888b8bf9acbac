import { Chart } from './chart.js';
import { element, link, name, setText } from './dom.js';
import { NONE, ago, count, millis, percent, plural } from './format.js';
import { Gauges } from './gauges.js';

/** One API in one environment. */
export class Card {
  #lastCall = element('span', 'last');
  #labels;
  #calls;
  #figures = outcomes();
  #chart = new Chart();
  #gauges = new Gauges();
  #headers = new Headers();

  element = element('article', 'card');

  /** `windows` are pairs of a key and a label; `href` returns the page of a series, and may be absent. */
  constructor({ api, environment }, windows, href = null) {
    this.#labels = new Map(windows);
    this.#calls = new Map(windows.map(([key, label]) => [key, new Figure(label, 'calls')]));
    const title = element('h2');
    title.append(href ? link(name('', api), href(api, environment)) : name('', api));
    title.title = api.slice(0, 500);
    const tag = name('tag', environment);
    tag.title = environment.slice(0, 500);
    const head = element('header');
    head.append(title, tag, this.#lastCall);
    const calls = element('dl', 'figures windows');
    calls.append(...[...this.#calls.values()].map(figure => figure.element));
    const rates = element('dl', 'figures');
    rates.append(...Object.values(this.#figures).map(figure => figure.element));
    this.element.append(head, calls, rates, this.#chart.element, this.#gauges.element, this.#headers.element);
  }

  update(series, window, now) {
    setText(this.#lastCall, ago(Date.parse(series.lastCall), now));
    this.#lastCall.title = `${plural(series.total, 'call', 'calls')} in total`;
    for (const [key, figure] of this.#calls) {
      figure.show(series[key] ? count(series[key].calls) : NONE, key === window ? 'chosen' : '');
    }
    const shown = series[window];
    if (shown) {
      showOutcomes(this.#figures, shown);
      this.#chart.update({ ...shown, label: this.#labels.get(window) });
    }
    this.#gauges.update(series.gauges);
    this.#headers.update(series, now);
  }
}

/** The outcomes of calls, and how long they took. */
export function outcomes() {
  return {
    errors: new Figure('errors', 'errors', 'Responses with status 400 or higher, except 429'),
    limits: new Figure('429s', 'limits', 'Calls rejected by the rate limit'),
    p50: new Figure('p50', '', 'Half of the calls took at most this long (±5%)'),
    p95: new Figure('p95', '', '95% of the calls took at most this long (±5%)'),
  };
}

export function showOutcomes(figures, shown) {
  figures.errors.show(percent(shown.errorRate), shown.errors > 0 ? 'bad' : '');
  figures.limits.show(percent(shown.rate429), shown.hits429 > 0 ? 'warn' : '');
  figures.p50.show(millis(shown.p50Ms));
  figures.p95.show(millis(shown.p95Ms));
}

/** A label and a value. */
export class Figure {
  #value = element('dd');

  element = element('div');

  constructor(label, mark, hint = '') {
    this.element.title = hint;
    this.element.append(element('dt', mark, label), this.#value);
  }

  show(text, tone = '') {
    setText(this.#value, text);
    this.element.className = tone;
  }
}

/** The newest rate-limit headers, behind a click. */
export class Headers {
  #age = element('span', 'age');
  #list = element('dl');

  element = element('details', 'headers');

  constructor() {
    const summary = element('summary', '', 'Rate-limit headers');
    summary.append(this.#age);
    this.element.append(summary, this.#list);
  }

  update({ headers, headersAt }, now) {
    const entries = Object.entries(headers);
    this.element.hidden = entries.length === 0;
    if (entries.length > 0) {
      setText(this.#age, ago(Date.parse(headersAt), now));
      this.#list.replaceChildren(...entries.map(([header, value]) => {
        const row = element('div');
        row.append(element('dt', '', header), element('dd', '', value));
        return row;
      }));
    }
  }
}
