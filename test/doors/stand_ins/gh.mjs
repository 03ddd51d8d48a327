// What the workflows call of gh, on a repository that is a file: node gh.mjs <state file> <arguments of gh>
// As gh does, it knows nothing of a repository without a token, and filters with jq.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [file, ...args] = process.argv.slice(2);
const state = JSON.parse(readFileSync(file, 'utf8'));
state.calls.push(args.join(' '));

function option(name) {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? undefined : args[at + 1];
}

function say(value) {
  const filter = option('jq');
  if (filter === undefined) return process.stdout.write(`${JSON.stringify(value)}\n`);
  const { status, stdout, stderr } = spawnSync('jq', ['-r', filter], { input: JSON.stringify(value), encoding: 'utf8' });
  if (status !== 0) throw new Error(`jq: ${stderr}`);
  process.stdout.write(stdout);
}

function bodyText() {
  const field = option('field');
  return readFileSync(field === undefined ? option('body-file') : field.replace(/^body=@/, ''), 'utf8');
}

function pulls() {
  const [head, base, wanted] = ['head', 'base', 'state'].map(option);
  return state.pulls.filter((pull) => pull.head === head && pull.base === base && (pull.open ? 'open' : 'closed') === wanted);
}

function api(path) {
  const [, place, number, rest] = /^repos\/\{owner\}\/\{repo\}\/issues\/(comments|\d+)\/?(\d+)?\/?(comments)?$/.exec(path) ?? [];
  if (place === undefined) throw new Error(`unknown address ${path}`);
  if (option('method') === undefined) return say(state.comments.map(({ id, login, body }) => ({ id, body, user: { login } })));
  if (place === 'comments') state.comments.find(({ id }) => id === Number(number)).body = bodyText();
  else state.comments.push({ id: state.comments.length + 1, login: 'github-actions[bot]', on: Number(place), body: bodyText(), rest });
}

if (!process.env.GH_TOKEN) throw new Error('gh: set the GH_TOKEN environment variable');
const [noun, verb] = args;
if (noun === 'auth') {
  // The stand-in of GitHub is a folder, which asks for no password.
} else if (noun === 'api') api(args.find((arg) => arg.startsWith('repos/')));
else if (verb === 'list') say(pulls());
else if (verb === 'create') {
  const pull = { number: state.pulls.length + 1, open: true, mergedAt: null, title: option('title'), body: bodyText() };
  state.pulls.push({ ...pull, head: option('head'), base: option('base') });
} else if (verb === 'edit') Object.assign(state.pulls[Number(args[2]) - 1], { title: option('title'), body: bodyText() });
else throw new Error(`unknown: gh ${args.join(' ')}`);
writeFileSync(file, JSON.stringify(state));
