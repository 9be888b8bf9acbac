import { element } from './dom.js';

export function button(text, action, className = '') {
  const node = element('button', className, text);
  node.type = 'button';
  node.addEventListener('click', action);
  return node;
}

/** A button for what cannot be undone: it asks once more. */
export function decisive(text, question, action) {
  let asked = 0;
  const node = button(text, () => {
    if (asked === 0) {
      node.textContent = question;
      node.classList.add('sure');
      asked = setTimeout(reset, 5000);
    } else {
      clearTimeout(asked);
      reset();
      action();
    }
  });
  function reset() {
    asked = 0;
    node.textContent = text;
    node.classList.remove('sure');
  }
  return node;
}

export function input(type, attributes = {}) {
  const node = element('input');
  node.type = type;
  node.autocomplete = 'off';
  node.spellcheck = false;
  Object.assign(node, attributes);
  return node;
}

export function select(options, value) {
  const node = element('select');
  node.append(...options.map(([key, label]) => {
    const option = element('option', '', label);
    option.value = key;
    return option;
  }));
  node.value = value;
  return node;
}

export function field(label, control, hint = '') {
  const node = element('label', 'field');
  node.append(element('span', '', label), control);
  if (hint) {
    node.append(element('small', '', hint));
  }
  return node;
}

/** A form that is not sent by the browser: what `action` throws is shown below it. */
export function form(className, controls, submit, action) {
  const node = element('form', className);
  const send = element('button', 'main', submit);
  const problem = new Message();
  node.append(...controls, send, problem.element);
  node.addEventListener('submit', async event => {
    event.preventDefault();
    send.disabled = true;
    await problem.around(action);
    send.disabled = false;
  });
  return node;
}

/** Where a failure is shown. */
export class Message {
  element = element('p', 'problem');

  constructor() {
    this.element.setAttribute('role', 'alert');
    this.element.hidden = true;
  }

  show(text) {
    this.element.textContent = text;
    this.element.hidden = text === '';
  }

  async around(action) {
    this.show('');
    try {
      return await action();
    } catch (failure) {
      this.show(failure.message);
      return undefined;
    }
  }
}

/** A value that is shown this once, with a button that copies it. */
export function secret(title, value, explanation) {
  const node = element('div', 'secret');
  const code = element('code', '', value);
  const copy = button('Copy', async () => {
    try {
      await navigator.clipboard.writeText(value);
      copy.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code);
      copy.textContent = 'Select and copy';
    }
  });
  const row = element('div', 'snippet');
  row.append(code, copy);
  node.setAttribute('role', 'status');
  node.append(element('h3', '', title), row, element('p', '', explanation));
  return node;
}

export function panel(title, ...content) {
  const node = element('section', 'panel');
  node.append(...(title ? [element('h2', '', title)] : []), ...content);
  return node;
}

/** A table; cells are texts or nodes, and a column is aligned right where its title begins with `>`. */
export function table(titles, rows) {
  const node = element('table');
  const head = element('tr');
  head.append(...titles.map(title => element('th', title.startsWith('>') ? 'end' : '', title.replace('>', ''))));
  const body = element('tbody');
  body.append(...rows.map(cells => {
    const row = element('tr');
    row.append(...cells.map((cell, i) => {
      const data = element('td', titles[i].startsWith('>') ? 'end' : '');
      data.dataset.title = titles[i].replace('>', '');
      data.append(cell);
      return data;
    }));
    return row;
  }));
  const top = element('thead');
  top.append(head);
  node.append(top, body);
  const scroll = element('div', 'scroll');
  scroll.append(node);
  return scroll;
}
