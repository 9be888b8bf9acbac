import { Calls } from './calls.js';
import { Card } from './card.js';
import { setText } from './dom.js';
import { exact } from './format.js';

const RETRY_MILLIS = 2000;
const CHOICE = 'window';
const RESTART_SHOWN_MILLIS = 10_000;

const byId = id => document.getElementById(id);
const calls = new Calls();
const cards = new Map();
let summary = null;
let restartedUntil = 0;

function connect() {
  const stream = new EventSource('/v1/stream');
  stream.addEventListener('summary', event => show(JSON.parse(event.data)));
  stream.addEventListener('calls', event => calls.add(JSON.parse(event.data).events));
  stream.addEventListener('error', () => {
    // the browser retries automatically, except after a response that is not a stream
    if (stream.readyState === EventSource.CLOSED) {
      status('lost', 'The ingest accepts no more dashboards. Retrying…');
      setTimeout(connect, RETRY_MILLIS);
    } else {
      status('lost', 'Connection lost. Retrying…');
    }
  });
  addEventListener('pagehide', () => stream.close(), { once: true });
}

function show(next) {
  if (summary && summary.startedAt !== next.startedAt) {
    restartedUntil = Date.now() + RESTART_SHOWN_MILLIS;
    calls.clear();
  }
  summary = next;
  status('live', Date.now() < restartedUntil ? 'Live: the ingest restarted and its counts were reset' : 'Live');
  render();
}

function status(state, text) {
  const node = byId('status');
  node.dataset.state = state;
  document.body.dataset.state = state;
  setText(node, text);
}

function render() {
  if (!summary) {
    return;
  }
  setText(byId('received'), exact(summary.received));
  setText(byId('kept'), exact(summary.keptEvents));
  setText(byId('batches'), exact(summary.batches));
  setText(byId('rejected'), exact(summary.rejectedBatches));
  byId('rejected').className = summary.rejectedBatches > 0 ? 'bad' : '';
  byId('empty').hidden = summary.received > 0;
  setText(byId('config'), configuration(summary.apiKeyRequired));
  setText(byId('key-hint'), summary.apiKeyRequired
    ? 'The key must match the one that this ingest was started with.'
    : 'Any key works here, but one is required: without a key, nothing is sent.');
  setText(byId('incomplete'), incomplete(summary));
  byId('incomplete').hidden = byId('incomplete').textContent === '';
  renderCards();
}

function incomplete({ forgottenSeries, omittedSeries }) {
  const parts = [];
  if (omittedSeries > 0) {
    parts.push(`${exact(omittedSeries)} more APIs do not fit on this page.`);
  }
  if (forgottenSeries > 0) {
    parts.push(`Memory is bounded: what was idle longest was forgotten, ${exact(forgottenSeries)} times.`);
  }
  return parts.join(' ');
}

function renderCards() {
  const window = document.querySelector('input[name=window]:checked').value;
  const now = Date.parse(summary.now);
  const shown = summary.series.map(series => {
    const key = JSON.stringify([series.api, series.environment]);
    const card = cards.get(key) ?? new Card(series);
    cards.set(key, card);
    return { key, card, series };
  });
  const keys = new Set(shown.map(({ key }) => key));
  [...cards.keys()].filter(key => !keys.has(key)).forEach(key => cards.delete(key));
  const parent = byId('cards');
  if (shown.length !== parent.children.length || shown.some(({ card }, i) => card.element !== parent.children[i])) {
    parent.replaceChildren(...shown.map(({ card }) => card.element));
  }
  shown.forEach(({ card, series }) => card.update(series, window, now));
}

function configuration(apiKeyRequired) {
  return `quotawatch.ingest-url=${location.origin}\nquotawatch.api-key=${apiKeyRequired ? '<your key>' : 'anything'}`;
}

function restoreChoice() {
  const choice = localStorage.getItem(CHOICE);
  for (const radio of document.querySelectorAll('input[name=window]')) {
    radio.checked = choice ? radio.value === choice : radio.checked;
  }
}

async function copyConfiguration() {
  try {
    await navigator.clipboard.writeText(byId('config').textContent);
    setText(byId('copy'), 'Copied');
  } catch {
    setText(byId('copy'), 'Select and copy');
  }
}

byId('windows').addEventListener('change', event => {
  localStorage.setItem(CHOICE, event.target.value);
  render();
});
byId('copy').addEventListener('click', copyConfiguration);
restoreChoice();
connect();
