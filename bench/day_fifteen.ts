import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { newestPack } from '../generators/pipeline/pack/library/shipped.js';
import { addEachStage } from '../test/day_fifteen/additions.js';
import { type Count, Figures } from '../test/day_fifteen/figures.js';
import { formatted } from '../test/day_fifteen/formatted.js';
import { NEVER } from '../test/day_fifteen/kinds.js';
import { makeDayFifteen } from '../test/day_fifteen/trees.js';

// Adds each stage to projects as groups have them on day fifteen, and writes the figures into docs/day_fifteen.md.
//
//   npm run bench:day15 [-- --trees 220] [--no-page]

const PAGE = 'docs/day_fifteen.md';
const MARKERS = /(<!-- figures -->)[\s\S]*?(<!-- \/figures -->)/;

const { values } = parseArgs({ options: { trees: { type: 'string', default: '220' }, 'no-page': { type: 'boolean', default: false } } });
const { pack } = newestPack();
const [figures, ofFormatted] = [new Figures(), new Figures()];
for (let seed = 1; seed <= Number(values.trees); seed++) {
  const tree = makeDayFifteen(seed, pack);
  for (const addition of await addEachStage(tree, pack)) figures.add(addition);
  for (const addition of await addEachStage(await formatted(tree), pack)) ofFormatted.add(addition);
}

const report = `${makeReport(figures)}\n\nThe same projects, after formatters ran over every file:\n\n${makeReport(ofFormatted)}`;
process.stdout.write(`${report}\n`);
const problems = [...figures.problems, ...ofFormatted.problems.map((problem) => `Formatted: ${problem}`)];
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
if (!values['no-page']) {
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(MARKERS, (_, open: string, close: string) => `${open}\n\n${report}\n\n${close}`),
  );
}

function makeReport({ kinds, stages, trees, places, total, beyondReadme }: Figures): string {
  const most = [...places].sort(([, a], [, b]) => b - a);
  return [
    `${trees.size} projects, ${total.met} additions of a stage (\`npm run bench:day15\`).`,
    `With a conflict in some file: by lines ${share(total.lines, total.met)}, or ${share(beyondReadme, total.met)} when the README`,
    `does not count; by ours **${share(total.ours, total.met)}**.`,
    '',
    '| files | both changed | conflicts by lines | ours |',
    '|---|--:|--:|--:|',
    ...[...kinds].map(([kind, count]) => row(NEVER.includes(kind) ? `**${kind}**` : kind, count)),
    '',
    '| stage | additions | with a conflict by lines | ours |',
    '|---|--:|--:|--:|',
    ...[...stages].sort().map(([stage, count]) => row(stage, count)),
    '',
    '| where ours leaves a conflict | times |',
    '|---|--:|',
    ...most.map(([place, times]) => `| ${place} | ${times} |`),
  ].join('\n');
}

function row(name: string, { met, lines, ours }: Count): string {
  return `| ${name} | ${met} | ${lines} | ${ours} |`;
}

function share(some: number, all: number): string {
  return `${some} (${((100 * some) / all).toFixed(1)} %)`;
}
