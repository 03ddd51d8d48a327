// Measures the programs against what they are compared with, prints the tables and writes them into their pages.
//
//   npm run bench [-- new | update | audit] [--runs 15] [--only "1200 files"] [--no-page]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Comparison } from './comparison.js';
import { installGenerators, installOthers, type Tools } from './installation.js';
import { type Measured, makeReport, writeIntoPage } from './report.js';
import { SUITES, type Suite } from './suites.js';

const checkout = resolve('.');
const WARMUPS = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    only: { type: 'string', default: '' },
    'no-page': { type: 'boolean', default: false },
  },
});
const unknown = positionals.find((word) => !SUITES.some(({ name }) => name === word));
if (unknown !== undefined) throw new Error(`There is no suite ${unknown}: use ${SUITES.map(({ name }) => name).join(', ')}`);
if (!existsSync(join(checkout, 'dist/mlops.cjs'))) throw new Error('There is no build: run `npm run build` first');

function measure({ jobs }: Comparison, runs: number): Measured['samples'] {
  const input = JSON.stringify({ jobs, runs, warmups: WARMUPS });
  const script = join(checkout, 'bench/measure.py');
  const { status, stdout } = spawnSync('python3', [script], {
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('The measuring failed');
  return JSON.parse(stdout) as Measured['samples'];
}

function runSuite({ make, page, marker = 'bench', about, runs: usual }: Suite, tools: Tools): void {
  const runs = values.runs === undefined ? usual : Number(values.runs);
  const results: Measured[] = [];
  for (const comparison of make(tools).filter(({ title }) => title.includes(values.only))) {
    process.stderr.write(`${comparison.title} …\n`);
    comparison.check?.();
    results.push({ ...comparison, samples: measure(comparison, runs) });
  }
  const report = makeReport(results, runs, about);
  process.stdout.write(`${report}\n`);
  const isWhole = values.only === '' && !values['no-page'];
  if (isWhole && !writeIntoPage(join(checkout, page), report, marker))
    process.stderr.write(`${page} has no markers <!-- ${marker} --> … <!-- /${marker} -->\n`);
}

const ground = realpathSync(mkdtempSync(join(tmpdir(), 'mlops-bench-')));
try {
  const tools = { ground, ...installGenerators(ground), ...installOthers(ground) };
  for (const suite of SUITES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) runSuite(suite, tools);
} finally {
  rmSync(ground, { recursive: true, force: true });
}
