// Turns samples into the tables that the pages show.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Comparison, Figure, Goal } from './comparison.js';

/** Wall seconds, CPU seconds, peak kilobytes. */
type Sample = readonly [number, number, number];

/** A comparison with the samples of each job, by its name. */
export interface Measured extends Comparison {
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
}

type Figures = Readonly<Record<Figure | 'runs', number>>;

const FIGURES: Readonly<Record<Figure, string>> = { wall: 'wall time', cpu: 'CPU time', memory: 'memory' };

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

/** The medians of one job's samples. */
function summarise(samples: readonly Sample[]): Figures {
  return {
    wall: median(samples.map(([wall]) => wall)),
    cpu: median(samples.map(([, cpu]) => cpu)),
    memory: median(samples.map(([, , memory]) => memory)),
    runs: samples.length,
  };
}

/**
 * The report as Markdown.
 *
 * @param runs how often most programs were measured.
 * @param about what stands above the tables.
 */
export function makeReport(results: readonly Measured[], runs: number, about: string): string {
  const summaries = results.map(({ title, goals, samples }) => ({
    title,
    goals,
    medians: Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, summarise(list)])),
  }));
  const measured = summaries.flatMap(({ title, medians }) =>
    Object.entries(medians).map(([name, figures]) => measuredRow(title, name, figures, runs)),
  );
  const kept = summaries.flatMap(({ title, goals, medians }) => goals.map((goal) => goalRow(title, goal, medians)));
  return [
    `Medians of ${runs} interleaved runs after warm-ups, on ${availableParallelism()} cores with Node ${process.versions.node}.`,
    about,
    '',
    '| case | program | wall ms | CPU ms | peak MB |',
    '|---|---|--:|--:|--:|',
    ...measured,
    '',
    '| case | compared | times, or more | at most |',
    '|---|---|--:|--:|',
    ...kept,
  ].join('\n');
}

function measuredRow(title: string, name: string, figures: Figures, usual: number): string {
  const { wall, cpu, memory, runs } = figures;
  const program = runs === usual ? name : `${name} (${runs} runs)`;
  return `| ${title} | ${program} | ${Math.round(wall * 1000)} | ${Math.round(cpu * 1000)} | ${Math.round(memory / 1024)} |`;
}

function goalRow(title: string, goal: Goal, medians: Readonly<Record<string, Figures>>): string {
  const { of, to, figure } = goal;
  const [one, other] = [medians[of]?.[figure] ?? NaN, medians[to]?.[figure] ?? NaN];
  const verdict = (isKept: boolean): string => (isKept ? '' : ' (missed)');
  if ('most' in goal) {
    const ratio = one / other;
    return `| ${title} | ${FIGURES[figure]}, ${of} : ${to} | ${ratio.toFixed(2)}${verdict(ratio <= goal.most)} | ${goal.most.toFixed(2)} |`;
  }
  const more = one - other;
  const ms = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`;
  return `| ${title} | ${FIGURES[figure]}, ${of} above ${to} | ${ms(more)}${verdict(more <= goal.above)} | ${ms(goal.above)} |`;
}

/** Puts the report between the markers of a page. */
export function writeIntoPage(path: string, report: string, marker: string): boolean {
  const text = readFileSync(path, 'utf8');
  const markers = new RegExp(`(<!-- ${marker} -->)[\\s\\S]*?(<!-- /${marker} -->)`);
  if (!markers.test(text)) return false;
  writeFileSync(
    path,
    text.replace(markers, (_, open: string, close: string) => `${open}\n\n${report}\n\n${close}`),
  );
  return true;
}
