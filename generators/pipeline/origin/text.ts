import { presentDiff } from '../report/diffs.js';
import { fold, printable, twoColumns } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import type { FileOrigin, FileState, GeneratedFrom, SeenFile } from './file_origin.js';
import type { LineFrom, LineOrigin } from './line_origin.js';
import type { Share } from './shares.js';
import { likeStanding } from './standing.js';
import type { PackOrigin, TaskOrigin } from './task_origin.js';

/** What became of a file, behind its path. */
const STATES: Readonly<Record<FileState, string>> = {
  unchanged: 'unchanged since it was generated',
  edited: 'generated, and edited by you',
  moved: 'generated, and moved by you',
  deleted: 'generated, and not there any more',
  own: 'yours: it was not generated',
  record: 'a record of the generator: leave it as it is, and commit it',
};

const HOW: Readonly<Record<Share['how'][number], string>> = {
  part: 'parts from',
  records: 'records from',
  lines: 'lines for tasks of',
};

/** A file for a person: what it comes from, and what they have changed. */
export function fileText(file: SeenFile, { full }: { readonly full: boolean }, terminal: Terminal): string {
  const { origin } = file;
  const rows = origin.from === undefined ? [] : [...sourceRows(origin.from, origin.pack), ...fileRows(origin, origin.from)];
  const diff = diffOf(file, full, terminal);
  return [
    ...headline(origin.path, STATES[origin.state], terminal),
    ...(rows.length === 0 ? [] : ['', ...twoColumns(rows, terminal.columns)]),
    ...(diff.length === 0 ? [] : ['', paint(terminal, 'bold', 'What you changed'), ...diff]),
    '',
  ].join('\n');
}

function headline(path: string, words: string, terminal: Terminal): string[] {
  const shown = printable(path);
  return fold(`${shown} is ${words}.`, terminal).map((line) => line.replace(shown, () => paint(terminal, 'bold', shown)));
}

function sourceRows({ template, stage, tasks, when }: GeneratedFrom, pack: PackOrigin): string[][] {
  return [
    ['Template', `${template}, of the pack ${pack.id}, revision ${pack.revision}`],
    ['Stage', `${stage.id}: ${stage.title}`],
    ...taskRows(tasks),
    ...(when === undefined ? [] : [['Only where', when]]),
  ].map((row) => row.map(printable));
}

function taskRows(tasks: readonly TaskOrigin[]): string[][] {
  const taught = new Map(tasks.flatMap(({ modules }) => modules.map((each) => [each.module, each] as const)));
  return [
    ...tasks.map((task, index) => [index === 0 ? (tasks.length === 1 ? 'Task' : 'Tasks') : '', `${numbered(task)}: ${task.wording}`]),
    ...[...taught.values()].map(({ module, title, page }, index) => [
      index === 0 ? 'Module' : '',
      [module, title ?? [], page === undefined ? [] : `(${page})`].flat().join(' '),
    ]),
  ];
}

function numbered({ id, slug }: TaskOrigin): string {
  return id === undefined ? slug : `${id} ${slug}`;
}

function fileRows({ path, state, crlf }: FileOrigin, { path: rendered, once, shares }: GeneratedFrom): string[][] {
  const yours =
    state === 'edited' ? 'yours now: no command changes it any more' : 'after your first edit it is yours, and no command changes it';
  return [
    ...(path === rendered ? [] : [['Moved', `from ${rendered}`]]),
    ...shareRows(shares),
    ...(once ? [['Once', yours]] : []),
    ...(crlf === undefined ? [] : [['Line ends', 'those of Windows (CRLF), which is no edit']]),
    ...(state === 'deleted' ? [['Deleted', `commands leave it away; git may still have it: git log -- ${path}`]] : []),
  ].map((row) => row.map(printable));
}

/** The stages that put something into a file, by what they put. */
function shareRows(shares: readonly Share[]): string[][] {
  const ways = (['part', 'records', 'lines'] as const).filter((way) => shares.some(({ how }) => how.includes(way)));
  return ways.map((way, index) => {
    const stages = shares.filter(({ how }) => how.includes(way)).map(({ stage }) => stage);
    return [index === 0 ? 'Shared' : '', `${HOW[way]} ${stages.join(', ')}`];
  });
}

function diffOf({ origin, generated, standing }: SeenFile, full: boolean, terminal: Terminal): string[] {
  if (origin.state !== 'edited' || generated === undefined) return [];
  if (standing?.kind !== 'file') return fold('Something else than a readable file stands there.', terminal, 2);
  const { path } = origin;
  const writes = [{ path, before: likeStanding(generated, standing), after: standing }];
  // Its first two lines are a blank one and the path, which stands above.
  return presentDiff({ path, outcome: 'updated', rule: 2, writes }, writes, full, terminal).slice(2);
}

/** A line for a person. */
export function lineText(origin: LineOrigin, terminal: Terminal): string {
  const { path, line, text, from, pack } = origin;
  const rows = from === undefined ? [] : [...taskRows(from.tasks), ...answerRows(from), ['Pack', `${pack.id}, revision ${pack.revision}`]];
  return [
    ...fold(`line ${line} of ${printable(path)} ${sayingOf(origin)}`, terminal),
    '',
    `    ${paint(terminal, 'cyan', printable(text))}`,
    ...(origin.instead ?? []).map((each) => `  - ${paint(terminal, 'red', printable(each))}`),
    ...(rows.length === 0
      ? []
      : [
          '',
          ...twoColumns(
            rows.map((row) => row.map(printable)),
            terminal.columns,
          ),
        ]),
    '',
  ].join('\n');
}

function sayingOf({ state, instead, from }: LineOrigin): string {
  if (state === 'generated' && from !== undefined) return `comes from ${sourceOf(from)}`;
  if (instead === undefined || from === undefined) return 'is yours';
  return `is yours: you wrote it in place of what comes from ${sourceOf(from)}`;
}

function sourceOf({ template, stage, tasks, everywhere }: LineFrom): string {
  const named = tasks.map((task) => {
    const taught = task.modules.map(({ module }) => module);
    const more = [task.stage === undefined ? [] : `stage ${task.stage}`, taught.length === 0 ? [] : `module ${taught.join(', ')}`].flat();
    return `task ${numbered(task)}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
  });
  const where = everywhere ? `, in every project with the stage ${stage}` : '';
  return printable(`the template ${template}${where}${named.length === 0 ? '' : `: ${named.join(' and ')}`}`);
}

function answerRows({ answers }: LineFrom): string[][] {
  return answers.map(({ flag, value, not }, index) => [
    index === 0 ? 'Answer' : '',
    `--${flag} ${value}; with ${not.join(', ')} it is not there, or not the same`,
  ]);
}
