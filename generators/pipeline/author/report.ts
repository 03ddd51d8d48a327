import type { Difference, PackDifferences } from '../pack/library/differences.js';
import type { Pack } from '../pack/pack.js';
import { shellPath } from '../shell.js';
import { describeProblem, type Problem } from '../template/nodes.js';
import { fold } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import type { RenderedChoice } from './choices.js';

/** A pack by what people call it. */
export type PackIdentity = Pick<Pack, 'id' | 'title' | 'revision'>;

/** Something wrong in a pack. */
export interface ReportedProblem extends Problem {
  /** The choices of tasks with which it shows; absent where it shows as soon as the pack is read. */
  readonly choices?: readonly string[];
}

/** What the test of a pack found. The document that `mlops pack test --json` prints; its schema is schemas/pack_test.schema.json. */
export interface PackReport {
  /** As an absolute path. */
  readonly folder: string;
  readonly fine: boolean;
  /** Absent where the pack could not be put together. */
  readonly pack?: PackIdentity & { readonly digest?: string };
  readonly problems: readonly ReportedProblem[];
  /** What is no mistake, and what an author should know. */
  readonly notes: readonly string[];
  /** What was rendered; nothing where the pack is broken before that. */
  readonly choices: readonly Pick<RenderedChoice, 'name' | 'kind' | 'tasks' | 'files'>[];
  /** The pack that it extends. */
  readonly parent?: PackIdentity;
  readonly differences?: PackDifferences;
  readonly exitCode: number;
}

const SECTIONS: Readonly<Record<keyof PackDifferences, string>> = {
  tasks: 'Tasks',
  modules: 'Modules',
  groups: 'Groups',
  presets: 'Presets',
  questions: 'Questions',
  stages: 'Stages',
  versions: 'Versions',
  files: 'Files',
  course: 'Course',
  reserved: 'Reserved names',
};

/** The identity of a pack alone. */
export function identityOf({ id, title, revision }: Pack): PackIdentity {
  return { id, title, revision };
}

/**
 * What a person reads after the test of a pack.
 *
 * @param reference the pack, as it was named on the command line.
 */
export function presentReport(report: PackReport, reference: string, terminal: Terminal): string {
  const { fine, pack, notes } = report;
  const lines = [
    ...fold(verdict(report, reference), terminal).map((line) => paint(terminal, fine ? 'green' : 'red', line)),
    ...report.problems.flatMap((problem) => fold(problemLine(problem, report), terminal, 2)),
    ...(report.choices.length === 0 ? [] : fold(renderLine(report), terminal, 2)),
    ...notes.flatMap((note) => fold(`Note: ${note}.`, terminal, 2)),
    ...differenceLines(report, terminal),
    ...(fine && pack !== undefined ? nextLines(reference, pack, terminal) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function verdict({ fine, pack, problems }: PackReport, reference: string): string {
  if (fine && pack !== undefined) return `${reference} is fine: ${nameOf(pack)}.`;
  return `${reference} is broken: ${counted(problems.length, 'problem')}.`;
}

function nameOf({ id, title, revision }: PackIdentity): string {
  return `${title} (${id}, revision ${revision})`;
}

/** As many choices as a line can name. */
const NAMED = 3;

function problemLine(problem: ReportedProblem, { choices }: PackReport): string {
  const names = problem.choices;
  if (names === undefined) return describeProblem(problem);
  const rest = names.length - NAMED;
  const some = rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(', ');
  return `${describeProblem(problem)} (Rendered with ${names.length === choices.length ? 'every choice' : some}.)`;
}

function renderLine({ choices }: PackReport): string {
  const presets = choices
    .filter(({ kind }) => kind === 'preset')
    .map(({ name, tasks, files }) => `${name} (${counted(tasks, 'task')}, ${counted(files, 'file')})`);
  const single = choices.length - presets.length;
  return `Rendered: ${presets.join(', ')}${single === 0 ? '' : `, and ${counted(single, 'task')} one by one`}.`;
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function differenceLines({ parent, differences }: PackReport, terminal: Terminal): string[] {
  if (parent === undefined || differences === undefined) return [];
  const sections = Object.entries(SECTIONS).flatMap(([key, title]) => {
    const found = Object.entries(differences).find(([name]) => name === key)?.[1] ?? [];
    return sectionLines(title, found, terminal);
  });
  if (sections.length === 0) return ['', ...fold(`Nothing is different from ${nameOf(parent)}.`, terminal)];
  return ['', ...fold(`Different from ${nameOf(parent)}`, terminal).map((line) => paint(terminal, 'bold', line)), ...sections];
}

function sectionLines(title: string, differences: readonly Difference[], terminal: Terminal): string[] {
  if (differences.length === 0) return [];
  const width = Math.max(...differences.map(({ kind }) => kind.length));
  return [`  ${title}`, ...differences.flatMap((difference) => differenceText(difference, width, terminal))];
}

/** What is short stands on one line, and two long texts below each other. */
const SHORT = 100;
const LONGEST = 300;

function differenceText({ kind, name, field, before, after }: Difference, width: number, terminal: Terminal): string[] {
  const head = `${kind.padEnd(width)}  ${name}${field === undefined ? '' : `, ${field}`}`;
  const indent = width + 8;
  const [was, is] = [before, after].map((text) => (text === undefined || text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`));
  if (was === undefined && is === undefined) return fold(head, terminal, 4);
  if (was === undefined || is === undefined) return fold(`${head}: ${was ?? is ?? ''}`, terminal, 4);
  if (head.length + was.length + is.length < SHORT) return fold(`${head}: ${was} → ${is}`, terminal, 4);
  return [...fold(head, terminal, 4), ...fold(`was: ${was}`, terminal, indent), ...fold(`now: ${is}`, terminal, indent)];
}

function nextLines(reference: string, { id }: PackIdentity, terminal: Terminal): string[] {
  const source = shellPath(reference);
  return ['', paint(terminal, 'bold', 'Next'), `  mlops new demo --pack ${source}`, `  mlops pack freeze ${source} ${id}.pack`];
}
