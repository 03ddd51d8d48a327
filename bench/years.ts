// Loading a course year, without the program. That the years which are not chosen are never read, a test says.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Comparison, environmentOf, type Goal } from './comparison.js';
import type { Tools } from './installation.js';

const LOAD = resolve('bench/load.mjs');
/** What a year may cost, in seconds of CPU time. */
const DEAREST = 0.015;

/** Each year that is installed, beside the same script without one. */
export function loading({ ground, binary, home }: Tools): Comparison {
  const packs = join(dirname(binary), 'packs');
  const years = JSON.parse(readFileSync(join(packs, 'index.json'), 'utf8')) as readonly { readonly id: string }[];
  const shared = { cwd: ground, env: environmentOf(home), log: join(ground, 'log') };
  const jobs = years.map(({ id }) => ({ name: `load ${id}`, args: [process.execPath, LOAD, packs, id], ...shared }));
  const nothing = { name: 'load nothing', args: [process.execPath, LOAD, packs], ...shared };
  const goals = jobs.map(({ name }): Goal => ({ of: name, to: nothing.name, figure: 'cpu', above: DEAREST }));
  return { title: 'a course year', jobs: [...jobs, nothing], goals };
}
