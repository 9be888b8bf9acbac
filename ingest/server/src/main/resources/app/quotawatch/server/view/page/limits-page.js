import { element } from './dom.js';
import { Message, button, input, panel, select, table } from './form.js';
import { get, put, query } from './rest.js';

const KINDS = [['minute', 'per minute'], ['hour', 'per hour'], ['daily', 'per day'], ['monthly', 'per month']];
const TITLES = ['API', 'Environment', 'Period', 'Calls', 'Thresholds in %', '>'];

/** The limits of a project's APIs, which are saved together. */
export function limitsPage({ main, project }) {
  const view = new LimitsPage(main, project);
  return () => view.close();
}

class LimitsPage {
  #project;
  #closed = false;
  #rows = [];
  #apis = datalist('known-apis');
  #environments = datalist('known-environments');
  #table = element('div');
  #actions = [button('Add a limit', () => this.#add({}, true)), button('Save', () => this.#save(), 'main')];
  #saved = element('span', 'muted');
  #problem = new Message();

  constructor(main, project) {
    this.#project = project;
    const actions = element('div', 'actions');
    // until the limits are known, saving would delete them
    this.#actions.forEach(action => { action.disabled = true; });
    actions.append(...this.#actions, this.#saved);
    this.#saved.setAttribute('role', 'status');
    main.className = 'narrow';
    main.append(panel('Limits',
      element('p', 'hint', 'A limit of your own, for the calls of an API in an environment. Periods are those of UTC. When calls reach a threshold, the project’s webhooks are notified, once for each period.'),
      this.#table, this.#problem.element, actions, this.#apis, this.#environments));
    this.#read();
  }

  close() {
    this.#closed = true;
  }

  async #read() {
    const [limits, summary] = await this.#problem.around(() => Promise.all([
      get(`/admin/projects/${this.#project.id}/limits`), get(query('/v1/summary', { project: this.#project.id }))])) ?? [];
    if (this.#closed || !limits) {
      return;
    }
    fill(this.#apis, summary.series.map(series => series.api));
    fill(this.#environments, summary.series.map(series => series.environment));
    limits.forEach(limit => this.#add(limit, false));
    this.#actions.forEach(action => { action.disabled = false; });
    this.#render();
  }

  #add({ api = '', environment = 'production', kind = 'daily', value = '', thresholds = [80, 95, 100] }, focus) {
    const row = {
      api: input('text', { value: api, required: true }),
      environment: input('text', { value: environment, required: true }),
      kind: select(KINDS, kind),
      value: input('number', { value, min: 1, required: true }),
      thresholds: input('text', { value: thresholds.join(', '), required: true }),
    };
    row.api.setAttribute('list', this.#apis.id);
    row.environment.setAttribute('list', this.#environments.id);
    Object.keys(row).forEach((key, i) => row[key].setAttribute('aria-label', TITLES[i]));
    this.#rows.push(row);
    this.#render();
    if (focus) {
      row.api.focus();
    }
  }

  #render() {
    this.#table.replaceChildren(this.#rows.length === 0
      ? element('p', 'none', 'There are no limits yet')
      : table(TITLES, this.#rows.map(row => [...Object.values(row), button('Remove', () => {
        this.#rows.splice(this.#rows.indexOf(row), 1);
        this.#render();
      })])));
    this.#saved.textContent = '';
  }

  async #save() {
    this.#saved.textContent = '';
    const invalid = this.#rows.flatMap(row => Object.values(row)).find(control => !control.reportValidity());
    if (invalid) {
      return;
    }
    await this.#problem.around(async () => {
      await put(`/admin/projects/${this.#project.id}/limits`, this.#rows.map(row => ({
        api: row.api.value,
        environment: row.environment.value,
        kind: row.kind.value,
        value: Number(row.value.value),
        thresholds: row.thresholds.value.split(',').map(text => Number(text.trim())),
      })));
      this.#saved.textContent = 'Saved';
    });
  }
}

function datalist(id) {
  const node = element('datalist');
  node.id = id;
  return node;
}

function fill(list, values) {
  list.replaceChildren(...[...new Set(values)].map(value => {
    const option = element('option');
    option.value = value;
    return option;
  }));
}
