import { appendFileSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull } from '../check.js';
import { has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, refuse, succeed } from '../process.js';

const BUILD = ['build', '--strict'];
const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

const isComplete: Check = {
  name: 'its documentation builds strictly, and every public class and function is on a page, also a new one',
  applies: hasDocs,
  run: async (project) => {
    const clone = await cloneOf(project, 'complete');
    appendFileSync(join(clone.folder, 'src', project.row.package, 'model.py'), '\n\nclass Ours:\n    """A class of ours."""\n');
    await build(clone);
    expectOnPage(clone, 'reference/model', `id="${project.row.package}.model.Ours"`);
    const ran = await succeed(clone, 'python', [join(EMITTED, 'python', 'documented.py'), clone.folder, project.row.package]);
    const [count = 0] = (/^\d+/.exec(ran.stdout) ?? []).map(Number);
    if (count < 20 || ran.stdout.includes('missing: ')) throw new CheckFailure('The reference is not complete', ran);
  },
};

/** Faults, each with what MkDocs has to say about it. */
const FAULTS: readonly (readonly [path: string, lines: string, words: RegExp])[] = [
  ['docs/alone.md', '# A page that nobody finds\n', /not included in the "nav" configuration:\s+- alone\.md/],
  ['docs/data.md', '\n[gone](gone.md)\n', /link 'gone\.md', but the target is not found/],
  ['docs/data.md', '\n[gone](../src/gone.py)\n', /link '\.\.\/src\/gone\.py', but the target/],
  ['docs/data.md', '\n[gone](train.md#gone)\n', /does not contain an anchor '#gone'/],
];

const isStrict: Check = {
  name: 'its documentation is refused for a page without an entry, an entry without a page, and links to nothing',
  applies: (project) => hasDocs(project) && isFull(project),
  run: async (project) => {
    const clone = await cloneOf(project, 'strict');
    leaveOutReference(clone);
    for (const [path, lines] of FAULTS) appendFileSync(join(clone.folder, path), lines);
    navigate(clone, 'Nowhere: nowhere.md');
    const ran = await refuse(clone, /Aborted with 5 warnings in strict mode/, 'mkdocs', BUILD);
    const unsaid = [...FAULTS.map(([, , words]) => words), /'nowhere\.md' is included in the 'nav'/].filter(
      (words) => !words.test(ran.output),
    );
    if (unsaid.length > 0) throw new CheckFailure(`Nothing says ${unsaid.join(', ')}`, ran);
  },
};

const ROUND_TRIP = `# Ours & theirs: \`x_y\`

[here](#ours--theirs-x_y), [code](../src), [![figure](../reports/figures/ours.png)](../pyproject.toml), \`[no link](../nothing)\`
`;

const linksOut: Check = {
  name: 'a page of its documentation links to files outside as on GitHub',
  applies: (project) => hasDocs(project) && isFull(project),
  run: async (project) => {
    const clone = await cloneOf(project, 'links');
    leaveOutReference(clone);
    writeFileSync(join(clone.folder, 'docs', 'ours.md'), ROUND_TRIP);
    navigate(clone, 'Ours: ours.md');
    mkdirSync(join(clone.folder, 'reports', 'figures'), { recursive: true });
    copyFileSync(join(clone.folder, 'README.md'), join(clone.folder, 'reports', 'figures', 'ours.png'));
    await build(clone, { GITHUB_REPOSITORY: '' });
    expectOnPage(clone, 'ours', '<span>code</span>', 'src="../repository/reports/figures/ours.png"', '<code>[no link](../nothing)</code>');
    if (!existsSync(join(clone.folder, 'site', 'repository', 'reports', 'figures', 'ours.png')))
      throw new CheckFailure('No figure is copied');
    await build(clone, { GITHUB_REPOSITORY: 'ada/digits', GITHUB_SERVER_URL: 'https://github.com' });
    const repository = 'https://github.com/ada/digits';
    expectOnPage(clone, 'ours', `href="${repository}/tree/HEAD/src"`, `href="${repository}/blob/HEAD/pyproject.toml"`);
  },
};

const isPublished: Check = {
  name: 'its documentation is published on gh-pages of a bare repository, once, and then on top of what is there',
  applies: (project) => has(project, 'scripts/publish_docs.sh') && isFull(project),
  run: async (project) => {
    const clone = await cloneOf(project, 'publish');
    const hub = join(project.aside, 'docs', 'hub.git');
    await succeed(clone, 'git', ['init', '--quiet', '--bare', hub]);
    await succeed(clone, 'git', ['remote', 'remove', 'origin']);
    const publish = ['scripts/publish_docs.sh'];
    await refuse(clone, /^there is no site\/index\.html: .*mkdocs build$/m, 'sh', publish);
    await bringSite(project, clone);
    await refuse(clone, /no remote: git remote add origin/, 'sh', publish);
    await succeed(clone, 'git', ['remote', 'add', 'origin', hub]);
    await succeed(clone, 'sh', publish, { env: IDENTITY });
    const [first] = await published(clone, hub);
    const again = await succeed(clone, 'sh', publish, { env: IDENTITY });
    if (!again.output.includes('published already')) throw new CheckFailure('The second time it did something', again);
    await addFromElsewhere(project, hub, readFileSync(join(clone.folder, 'site', 'index.html'), 'utf8'));
    const history = await published(clone, hub);
    if (history.length !== 2 || history[1] !== first) throw new CheckFailure(`gh-pages holds ${history.join(', ')}`);
    const status = await succeed(clone, 'git', ['status', '--porcelain', '--untracked-files=all']);
    if (status.stdout !== '') throw new CheckFailure('Publishing has left something behind', status);
  },
};

/** The site of the first check, if that has run. */
async function bringSite(project: Project, clone: Project): Promise<void> {
  const built = join(project.aside, 'docs', 'complete', 'site');
  if (existsSync(built)) cpSync(built, join(clone.folder, 'site'), { recursive: true });
  else await build(clone);
}

/** Another member publishes, who has never seen the branch; by the command, if the project has commands. */
async function addFromElsewhere(project: Project, hub: string, home: string): Promise<void> {
  const other = await cloneOf(project, 'publish-elsewhere');
  await succeed(other, 'git', ['remote', 'set-url', 'origin', hub]);
  if (has(other, 'tasks.py')) {
    appendFileSync(join(other.folder, 'docs', 'index.md'), '\nNews.\n');
    await succeed(other, 'invoke', ['publish-docs'], { env: IDENTITY });
  } else {
    mkdirSync(join(other.folder, 'site'));
    writeFileSync(join(other.folder, 'site', 'index.html'), `${home}<!-- News -->\n`);
    await succeed(other, 'sh', ['scripts/publish_docs.sh'], { env: IDENTITY });
  }
}

/** The commits of the published branch, the newest first, after a look at what GitHub would serve. */
async function published(place: Project, hub: string): Promise<readonly string[]> {
  const home = await succeed(place, 'git', ['--git-dir', hub, 'show', 'gh-pages:index.html']);
  if (!home.stdout.includes('</html>')) throw new CheckFailure('The home page is not whole', home);
  const files = (await succeed(place, 'git', ['--git-dir', hub, 'ls-tree', '--name-only', 'gh-pages'])).stdout.split('\n');
  if (!files.includes('.nojekyll') || files.includes('src')) throw new CheckFailure(`gh-pages holds ${files.join(', ')}`);
  const heads = await succeed(place, 'git', ['--git-dir', hub, 'for-each-ref', '--format=%(refname)']);
  if (heads.stdout !== 'refs/heads/gh-pages') throw new CheckFailure('Something else was pushed', heads);
  return (await succeed(place, 'git', ['--git-dir', hub, 'rev-list', 'gh-pages'])).stdout.split('\n');
}

function hasDocs(project: Project): boolean {
  return has(project, 'mkdocs.yml');
}

async function build(place: Project, env: Readonly<Record<string, string>> = {}): Promise<void> {
  await succeed(place, 'mkdocs', BUILD, { env });
}

/** The reference takes most of the time of a build; what is asked of the other pages is asked without it. */
function leaveOutReference({ folder }: Project): void {
  const file = join(folder, 'mkdocs.yml');
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(/^ +- scripts\/docs\/reference\.py.*\n/m, '');
  if (changed === text) throw new CheckFailure('mkdocs.yml does not name scripts/docs/reference.py');
  writeFileSync(file, changed);
}

/** Adds an entry to the navigation, as a person would. */
function navigate({ folder }: Project, entry: string): void {
  const file = join(folder, 'mkdocs.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^nav:\n/m, `$&  - ${entry}\n`));
}

function expectOnPage({ folder }: Project, page: string, ...words: readonly string[]): void {
  const text = readFileSync(join(folder, 'site', page, 'index.html'), 'utf8');
  const missing = words.filter((each) => !text.includes(each));
  if (missing.length > 0) throw new CheckFailure(`The page ${page} has no ${missing.join(', no ')}`);
}

/** The site is built in a clone, which nothing else looks at. */
async function cloneOf(project: Project, name: string): Promise<Project> {
  const folder = join(project.aside, 'docs', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  await succeed(project, 'git', ['clone', '--quiet', project.folder, folder]);
  const env = { ...project.env, PYTHONPATH: join(folder, 'src'), NO_MKDOCS_2_WARNING: '1' };
  return { ...project, folder, env };
}

export const DOCS_CHECKS: readonly Check[] = [isComplete, isStrict, linksOut, isPublished];
