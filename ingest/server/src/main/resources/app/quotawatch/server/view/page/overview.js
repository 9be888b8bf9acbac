import { Calls } from './calls.js';
import { Cards } from './cards.js';
import { setText } from './dom.js';
import { exact } from './format.js';
import { Live, showStatus } from './live.js';
import { get, query } from './rest.js';

const CHOICE = 'range';
const REFRESH_MILLIS = 60_000;
const LABELS = {
  hour: 'last hour', day: 'last day', week: 'last 7 days', month: 'last 30 days', year: 'last 13 months',
};

const byId = id => document.getElementById(id);
const calls = new Calls();

/** The hour and the day of the cards come with the stream; what is longer is read now and then. */
export function overview({ project }) {
  const view = new Overview(project);
  return () => view.close();
}

class Overview {
  #project;
  #live;
  #timer = 0;
  #closed = false;
  #cards = null;
  #longer = null;
  #ranges = new Map();
  #summary = null;

  constructor(project) {
    this.#project = project;
    calls.clear();
    byId('cards').replaceChildren();
    byId('empty').hidden = true;
    byId('drops').hidden = true;
    byId('status').hidden = false;
    showStatus('connecting', 'Connecting…');
    setText(byId('config'), `quotawatch.ingest-url=${location.origin}\nquotawatch.api-key=<a key of this project>`);
    restoreChoice();
    byId('ranges').onchange = event => {
      localStorage.setItem(CHOICE, event.target.value);
      this.#choose();
    };
    this.#choose();
    this.#live = new Live(query('/v1/stream', { project: project.id }), {
      summary: summary => this.#show(summary),
      calls: list => calls.add(list),
      rejected: () => {
        // a session that has ended shows the page to sign in
        get('/admin/projects').catch(() => {});
        return 'The server does not respond as expected. Retrying…';
      },
    });
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#live.close();
    byId('ranges').onchange = null;
  }

  #show(summary) {
    this.#summary = summary;
    showStatus('live', 'Live');
    this.#render();
  }

  #choose() {
    const range = chosen();
    const longer = range === 'hour' || range === 'day' ? 'week' : range;
    if (longer !== this.#longer) {
      this.#longer = longer;
      byId('cards').replaceChildren();
      this.#cards = new Cards(byId('cards'), ['hour', 'day', longer].map(key => [key, LABELS[key]]),
        (api, environment) => `#/${query('api', { project: this.#project.id, api, environment })}`);
      this.#read();
    }
    this.#render();
  }

  async #read() {
    clearTimeout(this.#timer);
    const range = this.#longer;
    const read = await get(query('/v1/range', { project: this.#project.id, range })).catch(() => null);
    if (this.#closed || range !== this.#longer) {
      return;
    }
    if (read) {
      this.#ranges = new Map(read.series.map(series => [JSON.stringify([series.api, series.environment]), series.range]));
      this.#showDrops(read.drops, range);
      this.#render();
    }
    this.#timer = setTimeout(() => this.#read(), REFRESH_MILLIS);
  }

  #showDrops(drops, range) {
    const all = drops.reduce((sum, drop) => sum + drop.events, 0);
    byId('drops').hidden = all === 0;
    setText(byId('drops'), `Applications dropped ${exact(all)} events in the ${LABELS[range]}: `
      + drops.map(drop => `${exact(drop.events)} ${drop.reason}`).join(', ') + '. They are missing here.');
  }

  #render() {
    const summary = this.#summary;
    if (!summary || this.#closed) {
      return;
    }
    setText(byId('received'), exact(summary.received));
    const apis = new Set(summary.series.map(series => series.api)).size;
    setText(byId('plan'), summary.planApis === null ? exact(apis) : `${exact(apis)} of ${exact(summary.planApis)}`);
    byId('empty').hidden = summary.series.length > 0;
    byId('incomplete').hidden = summary.omittedSeries === 0;
    setText(byId('incomplete'), `${exact(summary.omittedSeries)} more APIs do not fit on this page.`);
    const all = summary.series.map(series => ({
      ...series, [this.#longer]: this.#ranges.get(JSON.stringify([series.api, series.environment])),
    }));
    this.#cards.update(all, chosen(), Date.parse(summary.now));
  }
}

function chosen() {
  return document.querySelector('input[name=range]:checked').value;
}

function restoreChoice() {
  const choice = localStorage.getItem(CHOICE) ?? 'day';
  for (const radio of document.querySelectorAll('input[name=range]')) {
    radio.checked = radio.value === choice;
  }
  if (!document.querySelector('input[name=range]:checked')) {
    document.querySelector('input[name=range][value=day]').checked = true;
  }
}

byId('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(byId('config').textContent);
    setText(byId('copy'), 'Copied');
  } catch {
    setText(byId('copy'), 'Select and copy');
  }
});
