import { Chart } from './chart.js';
import { element, name, setText } from './dom.js';
import { ago, count, exact, millis, percent, plural } from './format.js';
import { Gauges } from './gauges.js';

const WINDOWS = ['minute', 'hour', 'day'];

/** One API in one environment. */
export class Card {
  #lastCall = element('span', 'last');
  #calls = Object.fromEntries(WINDOWS.map(window => [window, new Figure(`last ${window}`, 'calls')]));
  #figures = {
    errors: new Figure('errors', 'errors', 'Responses with status 400 or higher, except 429'),
    limits: new Figure('429s', 'limits', 'Calls rejected by the rate limit'),
    p50: new Figure('p50', '', 'Half of the calls took at most this long (±3%)'),
    p95: new Figure('p95', '', '95% of the calls took at most this long (±3%)'),
  };
  #chart = new Chart();
  #gauges = new Gauges();
  #headers = new Headers();

  element = element('article', 'card');

  constructor({ api, environment }) {
    const title = element('h2');
    title.append(name('', api));
    title.title = api.slice(0, 500);
    const tag = name('tag', environment);
    tag.title = environment.slice(0, 500);
    const head = element('header');
    head.append(title, tag, this.#lastCall);
    const calls = element('dl', 'figures windows');
    calls.append(...WINDOWS.map(window => this.#calls[window].element));
    const rates = element('dl', 'figures');
    rates.append(...Object.values(this.#figures).map(figure => figure.element));
    this.element.append(head, calls, rates, this.#chart.element, this.#gauges.element, this.#headers.element);
  }

  update(series, window, now) {
    setText(this.#lastCall, ago(Date.parse(series.lastCall), now));
    this.#lastCall.title = `${plural(series.total, 'call', 'calls')} in total`;
    for (const each of WINDOWS) {
      this.#calls[each].show(count(series[each].calls), each === window ? 'chosen' : '');
    }
    const shown = series[window];
    this.#figures.errors.show(percent(shown.errorRate), shown.errors > 0 ? 'bad' : '');
    this.#figures.limits.show(percent(shown.rate429), shown.hits429 > 0 ? 'warn' : '');
    this.#figures.p50.show(millis(shown.p50Ms));
    this.#figures.p95.show(millis(shown.p95Ms));
    this.#chart.update({ ...shown, window });
    this.#gauges.update(series.gauges);
    this.#headers.update(series, now);
  }
}

class Figure {
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

class Headers {
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
