// Measures the doors against what they are compared with, prints the table and writes it into the README.
//
//   npm run bench [-- --runs 15] [--only "new project"] [--no-readme]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeComparisons, type Comparison } from './comparisons.js';
import { installCookiecutter, installGenerators } from './installation.js';
import { makeReport, writeIntoReadme, type Measured } from './report.js';

const checkout = resolve('.');
const WARMUPS = 2;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    only: { type: 'string', default: '' },
    'no-readme': { type: 'boolean', default: false },
  },
});
if (!existsSync(join(checkout, 'dist/mlops.js'))) throw new Error('There is no build: run `npm run build` first');

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

const ground = realpathSync(mkdtempSync(join(tmpdir(), 'mlops-bench-')));
try {
  const tools = { ground, ...installGenerators(ground), cookiecutter: installCookiecutter(ground) };
  const results: Measured[] = [];
  for (const comparison of makeComparisons(tools).filter(({ title }) => title.includes(values.only))) {
    process.stderr.write(`${comparison.title} …\n`);
    comparison.check?.();
    results.push({ ...comparison, samples: measure(comparison, Number(values.runs)) });
  }
  const report = makeReport(results, Number(values.runs));
  process.stdout.write(`${report}\n`);
  const isWhole = values.only === '' && !values['no-readme'];
  if (isWhole && !writeIntoReadme(join(checkout, 'README.md'), report))
    process.stderr.write('README.md has no markers <!-- bench --> … <!-- /bench -->\n');
} finally {
  rmSync(ground, { recursive: true, force: true });
}
