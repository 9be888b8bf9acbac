import { element } from './dom.js';
import { field, form, input } from './form.js';
import { post } from './rest.js';

/** Asks for an admin token. It goes to the server once, and stays nowhere in the browser. */
export function signIn(main, done) {
  const token = input('password', { required: true, name: 'token', autocomplete: 'current-password' });
  const box = element('div', 'empty sign-in');
  box.append(
    element('h2', '', 'Sign in'),
    element('p', '', 'The log of the first start names the file with the admin token. The command “token create” creates another one.'),
    form('stack', [field('Admin token', token)], 'Sign in', async () => {
      await post('/admin/session', { token: token.value.trim() });
      done();
    }),
  );
  main.className = 'narrow';
  main.replaceChildren(box);
  token.focus();
}
