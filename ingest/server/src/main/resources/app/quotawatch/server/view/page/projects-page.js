import { element, name } from './dom.js';
import { Message, button, decisive, field, form, input, panel, secret, table } from './form.js';
import { date } from './format.js';
import { patch, post, remove } from './rest.js';

const SHOWN_ONCE = 'Copy it now: only its hash is stored, so it is not shown again.';

/** Projects, their plans and keys. */
export function projectsPage({ main, projects, reload }) {
  main.className = 'narrow';
  main.append(...projects.map(project => projectPanel(project, reload)), newProject(reload, projects));
}

/** Shows a key on whatever page is open after the projects have been read again: it cannot be shown later. */
async function showKey(title, key, reload) {
  // the first project is created at the address of the overview
  history.replaceState(null, '', '#/projects');
  await reload();
  const page = document.getElementById('page');
  const node = secret(title, key, SHOWN_ONCE);
  page.prepend(node);
  page.hidden = false;
  node.scrollIntoView({ block: 'nearest' });
}

function newProject(reload, projects) {
  const title = input('text', { required: true, maxLength: 100, placeholder: 'shop' });
  const plan = planFields({});
  return panel(projects.length === 0 ? 'Create the first project' : 'Create a project',
    form('row', [field('Name', title), ...plan.fields], 'Create', async () => {
      const { name: ofProject, key } = await post('/admin/projects', { name: title.value.trim(), ...plan.values() });
      await showKey(`The key of ${ofProject}`, key, reload);
    }),
    element('p', 'hint', 'A project groups applications that share keys. Its plan limits how many APIs and environments it may have; an empty field means any number.'));
}

function planFields({ planApis = null, planEnvironments = null }) {
  const apis = input('number', { min: 1, max: 1_000_000, value: planApis ?? '', placeholder: 'any' });
  const environments = input('number', { min: 1, max: 1_000_000, value: planEnvironments ?? '', placeholder: 'any' });
  const value = control => control.value === '' ? null : Number(control.value);
  return {
    fields: [field('APIs', apis), field('Environments', environments)],
    values: () => ({ planApis: value(apis), planEnvironments: value(environments) }),
  };
}

function projectPanel(project, reload) {
  const problem = new Message();
  const title = input('text', { required: true, maxLength: 100, value: project.name });
  const plan = planFields(project);
  const node = panel('');
  const heading = element('h2');
  heading.append(name('', project.name));
  const change = form('row', [field('Name', title), ...plan.fields], 'Save', async () => {
    await patch(`/admin/projects/${project.id}`, { name: title.value.trim(), ...plan.values() });
    await reload();
  });
  const keys = table(['Key', 'Created', '>'], project.keys.map(key => {
    const hint = element('code', '', `qw_live_…${key.hint}`);
    return [hint, date(Date.parse(key.createdAt)), key.revokedAt === null
      ? decisive('Revoke', 'Applications that use it will be rejected. Revoke?', () => problem.around(async () => {
        await remove(`/admin/projects/${project.id}/keys/${key.id}`);
        await reload();
      }))
      : element('span', 'muted', `revoked ${date(Date.parse(key.revokedAt))}`)];
  }));
  const add = button('Create a key', () => problem.around(async () => {
    const { key } = await post(`/admin/projects/${project.id}/keys`);
    await showKey(`A key of ${project.name}`, key, reload);
  }));
  node.append(heading, change, keys, add, problem.element);
  return node;
}
