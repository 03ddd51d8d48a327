import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLD_START_FILE } from './checks/cold_start.js';
import { STEPS_FILE } from './checks/steps.js';
import { ROOT } from './paths.js';

const PAGE = join(ROOT, 'docs', 'steps.md');

const HEAD = `# What each step takes

Processor time on one core, in seconds, of a new project with every task and its sample data (1,797 images of 8 by 8). An idle
machine shows about the same on the clock. \`npm run verify\` measures it and writes this page; do not edit it.

| Step | Seconds |
|---|---|
`;

const COLD_START = `
## The first prediction

From nothing to an answer of the API with a trained model: seconds by the clock on two cores, with the dependencies installed before,
and nothing else running. At most 60 are allowed.

| Step | Seconds |
|---|---|
`;

/** Writes the page with what a row has measured, where it has measured something. */
export function writeStepTable(aside: string): void {
  const [steps, laps] = [STEPS_FILE, COLD_START_FILE].map((name) => readMeasured(join(aside, name)));
  if (steps === undefined || laps === undefined) return;
  writeFileSync(PAGE, stepTable(steps, laps));
}

/** The page: seconds by what took them, of the steps and of the first prediction. */
export function stepTable(steps: Measured, laps: Measured): string {
  const total = laps.reduce((sum, [, seconds]) => sum + seconds, 0);
  const commands = steps.map(([words, seconds]) => lineOf(`\`${commandOf(words)}\``, seconds));
  return [HEAD, ...commands, COLD_START, ...laps.map(([words, seconds]) => lineOf(words, seconds)), lineOf('together', total)].join('');
}

type Measured = readonly (readonly [words: string, seconds: number])[];

function readMeasured(file: string): Measured | undefined {
  if (!existsSync(file)) return undefined;
  const measured: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Object.entries(measured ?? {}).map(([words, seconds]) => [words, Number(seconds)] as const);
}

function lineOf(words: string, seconds: number): string {
  return `| ${words} | ${seconds.toFixed(1)} |\n`;
}

function commandOf(words: string): string {
  return words === 'pytest' ? words : `python -m pkgname.${words}`;
}
