import { Calls } from './calls.js';
import { Cards } from './cards.js';
import { setText } from './dom.js';
import { exact } from './format.js';
import { Live, showStatus } from './live.js';

const WINDOWS = [['minute', 'last minute'], ['hour', 'last hour'], ['day', 'last day']];
const CHOICE = 'window';
const RESTART_SHOWN_MILLIS = 10_000;

const byId = id => document.getElementById(id);
const calls = new Calls();
const cards = new Cards(byId('cards'), WINDOWS);
let summary = null;
let restartedUntil = 0;

function show(next) {
  if (summary && summary.startedAt !== next.startedAt) {
    restartedUntil = Date.now() + RESTART_SHOWN_MILLIS;
    calls.clear();
  }
  summary = next;
  showStatus('live', Date.now() < restartedUntil ? 'Live: the ingest restarted and its counts were reset' : 'Live');
  render();
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
  const window = document.querySelector('input[name=window]:checked').value;
  cards.update(summary.series, window, Date.parse(summary.now));
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
new Live('/v1/stream', {
  summary: show,
  calls: list => calls.add(list),
  rejected: () => 'The ingest accepts no more dashboards. Retrying…',
});
