import { element, name } from './dom.js';
import { Message, button, decisive, field, form, input, panel, secret, table } from './form.js';
import { date, dayAndHours } from './format.js';
import { get, patch, post, remove } from './rest.js';

const REFRESH_MILLIS = 5000;

/** Who is notified of a project's thresholds. */
export function webhooksPage({ main, project }) {
  const view = new WebhooksPage(main, project);
  return () => view.close();
}

class WebhooksPage {
  #project;
  #closed = false;
  #created = element('div');
  #list = element('div', 'stack');
  #logs = [];
  #problem = new Message();
  #timer;

  constructor(main, project) {
    this.#project = project;
    const url = input('url', { required: true, placeholder: 'https://example.com/quota', maxLength: 2000 });
    main.className = 'narrow';
    main.append(this.#created, this.#problem.element, this.#list, panel('Create a webhook',
      form('row grow', [field('URL', url)], 'Create', async () => {
        const created = await post(`/admin/projects/${project.id}/webhooks`, { url: url.value.trim() });
        this.#created.replaceChildren(secret('The secret of the webhook', created.secret,
          'Copy it now: it is not shown again. The receiver verifies X-QuotaWatch-Signature with it.'));
        this.#created.scrollIntoView({ block: 'nearest' });
        url.value = '';
        await this.#read();
      }),
      element('p', 'hint', 'It receives quota.threshold_reached when calls reach a threshold of a limit. What it does not accept is sent again, for up to some hours.')));
    this.#read();
    this.#timer = setInterval(() => this.#logs.forEach(log => log.refresh()), REFRESH_MILLIS);
  }

  close() {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #read() {
    const webhooks = await this.#problem.around(() => get(`/admin/projects/${this.#project.id}/webhooks`));
    if (this.#closed || !webhooks) {
      return;
    }
    this.#logs = webhooks.map(webhook => new Log(webhook));
    this.#list.replaceChildren(...webhooks.map((webhook, i) => this.#panel(webhook, this.#logs[i])));
    if (webhooks.length === 0) {
      this.#list.append(element('p', 'none', 'There are no webhooks yet'));
    }
  }

  #panel(webhook, log) {
    const path = `/admin/webhooks/${webhook.id}`;
    const problem = new Message();
    const heading = element('h2', 'url');
    heading.append(name('', webhook.url));
    const state = element('span', `code ${webhook.active ? 'good' : 'moved'}`, webhook.active ? 'on' : 'off');
    const change = async action => {
      await problem.around(async () => {
        await action();
        await this.#read();
      });
    };
    const actions = element('div', 'actions');
    actions.append(
      button('Send a test', () => problem.around(async () => {
        await post(`${path}/test`);
        log.open();
      })),
      button(webhook.active ? 'Switch off' : 'Switch on', () => change(() => patch(path, { active: !webhook.active }))),
      decisive('Delete', 'Delete it and its log?', () => change(async () => {
        await remove(path);
        this.#created.replaceChildren();
      })));
    const head = element('header', 'title');
    head.append(heading, state, element('span', 'last', `created ${date(Date.parse(webhook.createdAt))}`));
    return panel('', head, actions, problem.element, log.element);
  }
}

/** The latest deliveries of a webhook, which are read while they are shown. */
class Log {
  #path;
  #content = element('div');
  #problem = new Message();

  element = element('details', 'log');

  constructor({ id }) {
    this.#path = `/admin/webhooks/${id}/deliveries`;
    this.element.append(element('summary', '', 'Deliveries'), this.#problem.element, this.#content);
    this.element.addEventListener('toggle', () => this.refresh());
  }

  open() {
    this.element.open = true;
    this.refresh();
  }

  async refresh() {
    if (!this.element.open) {
      return;
    }
    const deliveries = await this.#problem.around(() => get(this.#path));
    if (deliveries) {
      this.#content.replaceChildren(deliveries.length === 0 ? element('p', 'hint', 'Nothing was sent yet') : table(
        ['Event', 'Status', '>Attempts', 'Response', '>Created'], deliveries.map(row)));
    }
  }
}

function row({ id, event, createdAt, status, attempts, lastStatus, lastError, nextAt }) {
  const tone = status === 'delivered' ? 'good' : status === 'failed' ? 'bad' : 'warn';
  const state = element('span', `code ${tone}`, status);
  state.title = `delivery ${id}`;
  // an error names the status, if there is one
  const outcome = name('', (lastError ?? lastStatus?.toString() ?? '–').slice(0, 300));
  const cell = element('span');
  cell.append(outcome);
  if (status === 'due' && attempts > 0 && nextAt) {
    cell.append(element('small', 'muted', ` next ${dayAndHours(Date.parse(nextAt))}`));
  }
  return [name('', event), state, String(attempts), cell, dayAndHours(Date.parse(createdAt))];
}
