import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STEPS_FILE } from './checks/steps.js';
import { ROOT } from './paths.js';

const PAGE = join(ROOT, 'docs', 'steps.md');

const HEAD = `# What each step takes

Processor time on one core, in seconds, of a new project with every task and its sample data (1,797 images of 8 by 8). An idle
machine shows about the same on the clock. \`npm run verify\` measures it and writes this page; do not edit it.

| Step | Seconds |
|---|---|
`;

/** Writes the page with what a row has measured, where it has measured something. */
export function writeStepTable(aside: string): void {
  const file = join(aside, STEPS_FILE);
  if (!existsSync(file)) return;
  const measured: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const rows = Object.entries(measured ?? {}).map(([words, seconds]) => `| \`${commandOf(words)}\` | ${Number(seconds).toFixed(1)} |\n`);
  writeFileSync(PAGE, HEAD + rows.join(''));
}

function commandOf(words: string): string {
  return words === 'pytest' ? words : `python -m pkgname.${words}`;
}
