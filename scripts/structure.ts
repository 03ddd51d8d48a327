// The structure of generators/ in numbers: npm run structure [-- --check] [-- <another checkout>]
// With --check it prints nothing but the bounds that are broken, and ends with 1 if there is one.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brokenBounds } from './structure/bounds.js';
import { figuresOf } from './structure/figures.js';
import { readModules, type Source } from './structure/modules.js';
import { tableOf } from './structure/table.js';
import { findUnused } from './structure/unused.js';
import { walkOfAdd } from './structure/walk.js';

/** Where the binary starts; before there were rooms it lay in the pipeline itself. */
const MAINS = ['generators/pipeline/doors/main.ts', 'generators/pipeline/main.ts'];

async function readSources(root: string): Promise<readonly Source[]> {
  const entries = await readdir(join(root, 'generators'), { recursive: true });
  const paths = entries.filter((path) => path.endsWith('.ts')).map((path) => `generators/${path.replaceAll('\\', '/')}`);
  return Promise.all(paths.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

async function measure(root: string, check: boolean): Promise<void> {
  const main = MAINS.find((path) => existsSync(join(root, path)));
  if (main === undefined) throw new Error(`${root} has no ${MAINS[0]}: name the root of a checkout`);
  const figures = figuresOf(readModules(await readSources(root)), main);
  const unused = await findUnused(root, process.cwd());
  if (!check) {
    process.stdout.write(tableOf(figures, unused, await walkOfAdd(root, main)));
    return;
  }
  const broken = brokenBounds(figures, unused);
  for (const sentence of broken) console.error(sentence);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

const args = process.argv.slice(2);
await measure(resolve(args.find((arg) => !arg.startsWith('-')) ?? '.'), args.includes('--check'));
