import { COMMANDS, findCommand, takesOption } from '../commands/table.js';
import { OPTIONS, type OptionSpec } from '../options.js';
import { isOffered } from '../pack/needs.js';
import { isListType, type Pack, type Question, questionsOf, type Task, taskName } from '../pack/pack.js';
import { type Command, type CommandFamily, changes, isFamily } from '../states.js';
import { twoColumns, wrap } from '../terminal/columns.js';
import { SHELLS } from './completion.js';
import { examplesFor } from './examples.js';

const EXIT_CODES = [
  ['0', 'done'],
  ['1', 'refused or failed: nothing was written'],
  ['2', 'done, but the files listed wait for you: conflicts, or something that they need is missing'],
  ['130, 143', 'interrupted before anything was written'],
];
/** What only the commands have that look. */
const LOOKING_EXIT_CODES = [['3', 'check and audit with --strict: a task is missing or broken']];

const GROUPS: readonly OptionSpec['group'][] = ['Answers', 'Preview', 'Writing', 'General'];

/**
 * The help text, grouped, with examples.
 *
 * @param pack whose questions and stages are shown.
 * @param command one command to explain; without it, all.
 * @param columns how wide a line may be.
 */
export function helpText(pack: Pack, command?: string, columns = 80): string {
  const entry = command === undefined ? undefined : findCommand(command, pack);
  const head = entry === undefined ? overview(pack, columns) : introduction(entry, columns);
  const examples = entry === undefined ? COMMANDS.flatMap((each) => each.examples.slice(0, 2)) : entry.examples;
  return [
    ...head,
    '',
    ...(entry !== undefined && isFamily(entry) ? memberLines(entry, columns) : []),
    ...stageLines(pack, command, columns),
    'Examples',
    ...exampleLines(examplesFor(pack, examples), columns),
    '',
    ...(entry === undefined || (changes(entry) && entry.takesAnswers) ? answerFlags(questionsOf(pack), columns) : []),
    ...GROUPS.flatMap((group) => optionGroup(group, entry, columns)),
    'Exit codes',
    ...twoColumns(entry === undefined ? allExitCodes() : (entry.exitCodes ?? EXIT_CODES), columns),
    '',
  ].join('\n');
}

function introduction(entry: Command | CommandFamily, columns: number): string[] {
  const { name, usage, summary } = entry;
  const called = `Usage: mlops ${isFamily(entry) ? `${name} <command>` : usage} [options]`;
  return [...wrap(called, columns, '       '), '', ...paragraph(`${capital(summary)}.`, columns)];
}

/** The commands of a family. */
function memberLines({ name, members }: CommandFamily, columns: number): string[] {
  const rows = members.map(({ usage, summary }) => [usage, summary]);
  return ['Commands', ...twoColumns(rows, columns), '', ...wrap(`The options of one command: mlops ${name} new --help`, columns), ''];
}

/** What a stage is about: its tasks, with what each needs of other stages and brings. */
function stageLines(pack: Pack, name: string | undefined, columns: number): string[] {
  const stage = pack.stages.find(({ id }) => id === name);
  if (stage === undefined) return [];
  const rows = pack.tasks
    .filter((task) => task.stage === stage.id && isOffered(task))
    .map((task) => [taskName(task), describeTask(task, pack)]);
  return [...paragraph(`${stage.summary.replace(/\.$/, '')}.`, columns), '', 'Tasks', ...twoColumns(rows, columns), ''];
}

function describeTask(task: Task, pack: Pack): string {
  const foreign = task.needs.filter((need) => pack.tasks.some(({ slug, stage }) => slug === need && stage !== task.stage));
  const taught = task.modules.length === 0 ? '' : ` (${task.modules.join(', ')})`;
  const needs = foreign.length === 0 ? '' : `; needs ${foreign.join(', ')}`;
  const brings =
    task.artifacts.length === 0 ? '' : `; brings ${task.artifacts.slice(0, 3).join(', ')}${task.artifacts.length > 3 ? ', …' : ''}`;
  return `${task.wording}${taught}${needs}${brings}`;
}

/** Examples, some with what they do after three spaces. */
function exampleLines(examples: readonly string[], columns: number): string[] {
  return twoColumns(
    examples.map((example) => example.split(/ {3,}/)),
    columns,
  );
}

function paragraph(text: string, columns: number): string[] {
  return wrap(text, columns - 2).map((line) => `  ${line}`);
}

/** What is called as a command, and is none that works on a project. */
const BESIDES = [
  { usage: '<stage> [folder]', summary: 'add or reconfigure that stage' },
  { usage: `completion ${SHELLS.join('|')}`, summary: 'print a script that completes commands and options with tab' },
];

function overview(pack: Pack, columns: number): string[] {
  return [
    'Usage: mlops <command> [options]',
    ...wrap('or, with Yeoman: yo mlops, yo mlops:<command>', columns - 7).map((line) => `       ${line}`),
    '',
    ...paragraph(`Generates a repository that works from the start, and keeps updating it as it grows (${pack.title}).`, columns),
    '',
    'Commands',
    ...twoColumns(
      [...COMMANDS, ...BESIDES].map(({ usage, summary }) => [usage, summary]),
      columns,
    ),
    '',
    ...wrap('The options of one command: mlops remove --help', columns),
    '',
    `Stages (${pack.id})`,
    ...twoColumns(
      pack.stages.map(({ id, title }) => [id, title]),
      columns,
    ),
    '',
    ...wrap(
      `What to include (--tasks): ${[...Object.keys(pack.presets), 'everything'].join(', ')}, a stage, a task's slug or number, a range`,
      columns,
      '  ',
    ),
  ];
}

function answerFlags(questions: readonly Question[], columns: number): string[] {
  const rows = questions.map(({ flag, type, choices, message }) => [
    `--${flag} <${choices === undefined ? type : choices.map(({ value }) => value).join('|')}>`,
    lower(message) + (isListType(type) ? ' (repeatable)' : ''),
  ]);
  return ['A flag for every answer', ...twoColumns(rows, columns), ''];
}

function allExitCodes(): string[][] {
  return [...EXIT_CODES.slice(0, -1), ...LOOKING_EXIT_CODES, ...EXIT_CODES.slice(-1)];
}

/** The options of a command; without one, those of more than one. */
function optionGroup(group: OptionSpec['group'], command: Command | CommandFamily | undefined, columns: number): string[] {
  const shown = OPTIONS.filter((option) => option.group === group && isShown(option, command));
  if (shown.length === 0) return [];
  const rows = shown.map(({ name, short, value, description }) => [
    `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`,
    command?.about?.[name] ?? description,
  ]);
  return [titleOf(group, command), ...twoColumns(rows, columns), ''];
}

/** What only looks has nothing to preview: it is told what to look at, and shows it. */
function titleOf(group: OptionSpec['group'], command: Command | CommandFamily | undefined): string {
  if (command === undefined || isFamily(command) || changes(command)) return group;
  return { Answers: 'What to look at', Preview: 'What to show', Writing: 'What to write down', General: 'General' }[group];
}

function isShown({ name }: (typeof OPTIONS)[number], command: Command | CommandFamily | undefined): boolean {
  if (command !== undefined) return takesOption(command, name);
  return COMMANDS.filter((each) => takesOption(each, name)).length > 1;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  const plain = text.replace(/[?:]\s*$/, '');
  return plain.slice(0, 1).toLowerCase() + plain.slice(1);
}
