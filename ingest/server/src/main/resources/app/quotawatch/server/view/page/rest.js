/** A response that is an error, or none. Its message may be shown. */
export class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Is called when nobody is signed in any more. */
let signedOut = () => {};

export function onSignedOut(listener) {
  signedOut = listener;
}

export const get = path => send('GET', path);
export const post = (path, body = {}) => send('POST', path, body);
export const put = (path, body) => send('PUT', path, body);
export const patch = (path, body) => send('PATCH', path, body);
export const remove = path => send('DELETE', path);

export function query(path, parameters) {
  return `${path}?${new URLSearchParams(parameters)}`;
}

async function send(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Failure(0, 'The server cannot be reached. Try again.');
  });
  const text = await response.text();
  if (!response.ok) {
    const failure = new Failure(response.status, message(text, response.status));
    if (response.status === 401 && path !== '/admin/session') {
      signedOut();
    }
    throw failure;
  }
  return text === '' ? null : JSON.parse(text);
}

function message(text, status) {
  try {
    return JSON.parse(text).message ?? `The server responded with status ${status}.`;
  } catch {
    return `The server responded with status ${status}.`;
  }
}
