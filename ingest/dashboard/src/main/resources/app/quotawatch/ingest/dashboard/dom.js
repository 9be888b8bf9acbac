// Elements are built by hand, and text is only ever set as text: an API's name cannot become markup.

const SVG = 'http://www.w3.org/2000/svg';

export function element(tag, className = '', text = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** Foreign text, isolated so that it cannot turn the surrounding text right to left. */
export function name(className, text = '') {
  return element('bdi', className, text);
}

export function link(content, href) {
  const node = element('a');
  node.href = href;
  node.append(content);
  return node;
}

export function svg(tag, attributes = {}, text = '') {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.textContent = text;
  return node;
}

/** Leaves an unchanged node alone, so that a selection in it survives. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
