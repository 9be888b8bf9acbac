import { apiPage } from './api-page.js';
import { element, setText } from './dom.js';
import { Message, button } from './form.js';
import { limitsPage } from './limits-page.js';
import { overview } from './overview.js';
import { projectsPage } from './projects-page.js';
import { get, onSignedOut, remove } from './rest.js';
import { signIn } from './sign-in.js';
import { webhooksPage } from './webhooks-page.js';

const CHOICE = 'project';
const PAGES = {
  '': { title: 'Overview', open: overview, ofProject: true },
  api: { open: apiPage, ofProject: true },
  limits: { title: 'Limits', open: limitsPage, ofProject: true },
  webhooks: { title: 'Webhooks', open: webhooksPage, ofProject: true },
  projects: { title: 'Projects', open: projectsPage },
};

const byId = id => document.getElementById(id);
let projects = [];
let close = () => {};
let opened = 0;

function address() {
  const [path, search] = location.hash.replace(/^#\/?/, '').split('?');
  return { path: path in PAGES ? path : '', parameters: new URLSearchParams(search) };
}

function chosenProject(parameters) {
  const id = Number(parameters.get('project') ?? localStorage.getItem(CHOICE));
  return projects.find(project => project.id === id) ?? projects[0] ?? null;
}

/** Opens the page of the address, after what it needs has been read. */
async function show() {
  const turn = ++opened;
  leave();
  const { path, parameters } = address();
  try {
    projects = await get('/admin/projects');
  } catch (failure) {
    if (failure.status !== 401 && turn === opened) {
      showFailure(failure);
    }
    return;
  }
  if (turn !== opened) {
    return;
  }
  const project = chosenProject(parameters);
  const page = PAGES[path].ofProject && !project ? PAGES.projects : PAGES[path];
  if (project) {
    localStorage.setItem(CHOICE, project.id);
  }
  showBar(page, project, path);
  const main = byId(page.open === overview ? 'overview' : 'page');
  main.hidden = false;
  close = page.open({ main, project, projects, parameters, reload: show }) ?? (() => {});
}

function leave() {
  close();
  close = () => {};
  byId('overview').hidden = true;
  byId('page').hidden = true;
  byId('page').replaceChildren();
  byId('page').className = '';
  byId('status').hidden = true;
  delete document.body.dataset.state;
}

function showBar(page, project, path) {
  const links = Object.entries(PAGES).filter(([, { title }]) => title).map(([key, each]) => {
    const node = element('a', '', each.title);
    node.href = each.ofProject && project ? `#/${key}?project=${project.id}` : `#/${key}`;
    if (each === page) {
      node.setAttribute('aria-current', 'page');
    }
    return node;
  });
  byId('nav').replaceChildren(...links);
  byId('nav').hidden = false;
  byId('sign-out').hidden = false;
  byId('project-choice').hidden = !page.ofProject;
  byId('project').replaceChildren(...projects.map(each => {
    const option = element('option', '', each.name.slice(0, 100));
    option.value = each.id;
    return option;
  }));
  byId('project').value = project?.id ?? '';
  document.title = `${page.title ?? 'API'} · QuotaWatch`;
  byId('project').dataset.page = path === 'api' ? '' : path;
}

function showFailure(failure) {
  const message = new Message();
  message.show(failure.message);
  byId('page').replaceChildren(message.element, button('Try again', show));
  byId('page').className = 'narrow';
  byId('page').hidden = false;
}

function showSignIn() {
  opened++;
  leave();
  byId('nav').hidden = true;
  byId('sign-out').hidden = true;
  byId('project-choice').hidden = true;
  document.title = 'Sign in · QuotaWatch';
  byId('page').hidden = false;
  signIn(byId('page'), show);
}

byId('project').addEventListener('change', event => {
  location.hash = `#/${event.target.dataset.page}?project=${event.target.value}`;
});
byId('sign-out').addEventListener('click', async () => {
  try {
    await remove('/admin/session');
    showSignIn();
  } catch {
    setText(byId('sign-out'), 'Try again');
  }
});
onSignedOut(showSignIn);
addEventListener('hashchange', show);
show();
