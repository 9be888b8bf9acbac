import { Figure, Headers, outcomes, showOutcomes } from './card.js';
import { Chart } from './chart.js';
import { element, link, name, setText } from './dom.js';
import { Message, panel, table } from './form.js';
import { ago, count, date, dayAndHours, exact, millis, plural } from './format.js';
import { Gauges } from './gauges.js';
import { get, query } from './rest.js';

const CHOICE = 'range';
const REFRESH_MILLIS = 10_000;
const RANGES = {
  hour: ['Hour', 'last hour'], day: ['Day', 'last day'], week: ['7 days', 'last 7 days'],
  month: ['30 days', 'last 30 days'], year: ['13 months', 'last 13 months'],
};
const KINDS = { minute: 'per minute', hour: 'per hour', daily: 'per day', monthly: 'per month' };

/** One API in one environment. */
export function apiPage({ main, project, parameters }) {
  const view = new ApiPage(main, project, parameters.get('api') ?? '', parameters.get('environment') ?? '');
  return () => view.close();
}

class ApiPage {
  #parameters;
  #range = localStorage.getItem(CHOICE) in RANGES ? localStorage.getItem(CHOICE) : 'day';
  #timer = 0;
  #closed = false;
  #problem = new Message();
  #lastCall = element('span', 'last');
  #calls = new Figure('calls', 'calls');
  #figures = outcomes();
  #chart = new Chart();
  #gauges = new Gauges();
  #headers = new Headers();
  #noGauges = nothing('The responses of this API report no window.');
  #limits = panel('Use against limits');
  #slowest = panel('Slowest endpoints');
  #rejected = panel('Latest 429s');
  #drops = element('p', 'notice');
  #content = element('div', 'columns');

  constructor(main, project, api, environment) {
    this.#parameters = { project: project.id, api, environment };
    const title = element('h2');
    title.append(name('', api));
    const head = element('header', 'title');
    const back = link('← Overview', `#/?project=${project.id}`);
    back.className = 'back';
    head.append(back, title, name('tag', environment), this.#lastCall, this.#switch());
    const rates = element('dl', 'figures five');
    rates.append(this.#calls.element, ...Object.values(this.#figures).map(figure => figure.element));
    const calls = panel('Calls', rates, this.#chart.element);
    calls.classList.add('wide');
    const quotas = panel('Windows that the API reports', this.#noGauges, this.#gauges.element, this.#headers.element);
    this.#drops.hidden = true;
    this.#content.hidden = true;
    this.#content.append(calls, quotas, this.#limits, this.#slowest, this.#rejected);
    main.append(head, this.#problem.element, this.#drops, this.#content);
    this.#read();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #switch() {
    const node = element('fieldset', 'switch');
    node.append(element('legend', 'unseen', 'Range'));
    for (const [key, [label]] of Object.entries(RANGES)) {
      const radio = element('input');
      Object.assign(radio, { type: 'radio', name: 'api-range', value: key, checked: key === this.#range });
      const option = element('label');
      option.append(radio, element('span', '', label));
      node.append(option);
    }
    node.addEventListener('change', event => {
      this.#range = event.target.value;
      localStorage.setItem(CHOICE, this.#range);
      this.#read();
    });
    return node;
  }

  async #read() {
    clearTimeout(this.#timer);
    const range = this.#range;
    const read = await this.#problem.around(() => get(query('/v1/api', { ...this.#parameters, range })));
    if (this.#closed || range !== this.#range) {
      return;
    }
    if (read) {
      this.#show(read);
    }
    this.#timer = setTimeout(() => this.#read(), REFRESH_MILLIS);
  }

  #show(read) {
    const now = Date.parse(read.now);
    const label = RANGES[this.#range][1];
    this.#content.hidden = false;
    setText(this.#lastCall, `last call ${ago(Date.parse(read.lastCall), now)}, ${plural(read.total, 'call', 'calls')} in total`);
    this.#calls.show(count(read.range.calls), 'chosen');
    showOutcomes(this.#figures, read.range);
    this.#chart.update({ ...read.range, label });
    this.#gauges.update(read.gauges);
    this.#noGauges.hidden = read.gauges.length > 0;
    this.#headers.update(read, now);
    showContent(this.#limits, read.limits.length > 0
      ? read.limits.map(limit => limitRow(limit, now))
      : [nothing('No limits are set for this API.'), limitsLink(this.#parameters.project)]);
    this.#showSample(read, now);
    const dropped = read.drops.reduce((sum, drop) => sum + drop.events, 0);
    this.#drops.hidden = dropped === 0;
    setText(this.#drops, `Applications of this project dropped ${exact(dropped)} events in the ${label}: `
      + read.drops.map(drop => `${exact(drop.events)} ${drop.reason}`).join(', ') + '. They are missing here.');
  }

  #showSample({ slowest, rejected, sampleCalls, sampleSince }, now) {
    const base = sampleCalls > 0
      ? nothing(`Of the latest ${plural(sampleCalls, 'call', 'calls')} of this range, since ${dayAndHours(Date.parse(sampleSince))}.`)
      : nothing('No calls of this range are kept one by one.');
    showContent(this.#slowest, slowest.length === 0 ? [base] : [
      table(['Endpoint', '>Calls', '>p50', '>p95', '>Longest', '>Failed'], slowest.map(each => [
        endpoint(each), exact(each.calls), millis(each.p50Ms), millis(each.p95Ms), millis(each.longestMs),
        exact(each.errors + each.hits429),
      ])), base]);
    showContent(this.#rejected, rejected.length === 0 ? [nothing('None among the calls that are kept.')] : [
      table(['Endpoint', '>When', '>Retry-After'], rejected.map(each => [
        endpoint(each), when(each.timestamp, now), name('', (each.retryAfter ?? '–').slice(0, 40)),
      ]))]);
  }
}

function limitRow({ kind, value, thresholds, used, periodEnd, forecast, reachedAt }, now) {
  const node = element('div', 'gauge limit');
  const share = used / value;
  node.dataset.level = share >= 1 ? 'empty' : share >= Math.min(...thresholds) / 100 ? 'low' : 'fine';
  const track = element('div', 'track');
  const fill = element('div', 'fill');
  fill.style.width = `${Math.min(1, share) * 100}%`;
  track.append(fill, ...thresholds.filter(threshold => threshold < 100).map(threshold => {
    const mark = element('i', 'mark');
    mark.style.left = `${threshold}%`;
    return mark;
  }));
  track.setAttribute('role', 'meter');
  track.setAttribute('aria-label', `used ${KINDS[kind]}`);
  track.setAttribute('aria-valuemin', 0);
  track.setAttribute('aria-valuemax', value);
  track.setAttribute('aria-valuenow', Math.min(value, used));
  node.append(element('span', 'dimension', `Calls ${KINDS[kind]}`),
    element('span', 'remaining', `${exact(used)} of ${exact(value)} used (${Math.floor(share * 100)}%)`), track,
    element('span', 'forecast', forecastText(forecast, reachedAt, periodEnd, now)));
  return node;
}

function forecastText(forecast, reachedAt, periodEnd, now) {
  const until = `the period ends ${inFuture(periodEnd, now)}`;
  switch (forecast) {
    case 'reached': return `Reached; ${until}`;
    case 'expected': return `At the present rate, it is reached ${inFuture(reachedAt, now)}; ${until}`;
    case 'not-expected': return `At the present rate, it is not reached; ${until}`;
    default: return `The present rate is not known yet; ${until}`;
  }
}

function inFuture(timestamp, now) {
  const seconds = Math.max(0, Math.round((Date.parse(timestamp) - now) / 1000));
  if (seconds < 120) {
    return `in ${seconds} s`;
  }
  if (seconds < 7200) {
    return `in ${Math.round(seconds / 60)} min`;
  }
  return seconds < 48 * 3600 ? `in ${Math.round(seconds / 3600)} h` : `on ${date(Date.parse(timestamp))}`;
}

function endpoint({ method, endpoint: path }) {
  const node = element('span', 'line');
  node.title = `${method} ${path}`.slice(0, 500);
  node.append(element('b', '', method), ' ', name('path', path));
  return node;
}

function when(timestamp, now) {
  const node = element('time', '', ago(Date.parse(timestamp), now));
  node.dateTime = timestamp;
  node.title = timestamp;
  return node;
}

function nothing(text) {
  return element('p', 'hint', text);
}

function limitsLink(project) {
  const node = element('p', 'hint');
  node.append(link('Set limits', `#/limits?project=${project}`));
  return node;
}

function showContent(section, content) {
  section.replaceChildren(section.firstElementChild, ...content);
}
