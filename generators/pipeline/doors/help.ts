import { COMMANDS, findCommand, takesOption } from '../commands/table.js';
import { OPTIONS, type OptionSpec } from '../options.js';
import { isListType, type Pack, type Question, questionsOf } from '../pack/pack.js';
import { type Command, changes } from '../states.js';

const EXIT_CODES = [
  ['0', 'done'],
  ['1', 'refused or failed: nothing was written'],
  ['2', 'done, but the files listed wait for you: conflicts, or something that they need is missing'],
  ['130, 143', 'interrupted before anything was written'],
];

const GROUPS: readonly OptionSpec['group'][] = ['Answers', 'Preview', 'Writing', 'General'];

/**
 * The help text, grouped, with examples.
 *
 * @param pack whose questions and stages are shown.
 * @param command one command to explain; without it, all.
 */
export function helpText(pack: Pack, command?: string): string {
  const entry = command === undefined ? undefined : findCommand(command, pack);
  const head = entry === undefined ? overview(pack) : [`Usage: mlops ${entry.usage} [options]`, '', `  ${capital(entry.summary)}.`];
  const examples = entry === undefined ? COMMANDS.flatMap((each) => each.examples.slice(0, 2)) : entry.examples;
  return [
    ...head,
    '',
    'Examples',
    ...examples.map((example) => `  ${example}`),
    '',
    ...(entry === undefined || (changes(entry) && entry.takesAnswers) ? answerFlags(questionsOf(pack)) : []),
    ...GROUPS.flatMap((group) => optionGroup(group, entry)),
    'Exit codes',
    ...table(EXIT_CODES),
    '',
  ].join('\n');
}

/** How a stage of its own is called, in the list of commands. */
const STAGE_COMMAND = { usage: '<stage> [folder]', summary: 'add or reconfigure that stage' };

function overview(pack: Pack): string[] {
  const width = Math.max(...[...COMMANDS, STAGE_COMMAND].map(({ usage }) => usage.length));
  return [
    'Usage: mlops <command> [options]        or, with Yeoman: yo mlops, yo mlops:<command>',
    '',
    '  Generates an MLOps repository that works from the start, and keeps updating it as it grows.',
    '',
    'Commands',
    ...[...COMMANDS, STAGE_COMMAND].map(({ usage, summary }) => `  ${usage.padEnd(width)}   ${summary}`),
    '',
    'The options of one command: mlops remove --help',
    '',
    `Stages (${pack.id})`,
    ...table(pack.stages.map(({ id, title }) => [id, title])),
    '',
    `What to include (--tasks): ${[...Object.keys(pack.presets), 'everything'].join(', ')}, a stage, a task's slug or number, a range`,
  ];
}

function answerFlags(questions: readonly Question[]): string[] {
  const rows = questions.map(({ flag, type, choices, message }) => [
    `--${flag} <${choices === undefined ? type : choices.map(({ value }) => value).join('|')}>`,
    lower(message) + (isListType(type) ? ' (repeatable)' : ''),
  ]);
  return ['A flag for every answer', ...table(rows), ''];
}

/** The options of a command; without one, those of more than one. */
function optionGroup(group: OptionSpec['group'], command: Command | undefined): string[] {
  const shown = OPTIONS.filter((option) => option.group === group && isShown(option, command));
  if (shown.length === 0) return [];
  const rows = shown.map(({ name, short, value, description }) => [
    `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`,
    description,
  ]);
  return [group, ...table(rows), ''];
}

function isShown({ name }: (typeof OPTIONS)[number], command: Command | undefined): boolean {
  if (command !== undefined) return takesOption(command, name);
  return COMMANDS.filter((each) => takesOption(each, name)).length > 1;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map(([left = '']) => left.length));
  return rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}   ${right}`.trimEnd());
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  const plain = text.replace(/[?:]\s*$/, '');
  return plain.slice(0, 1).toLowerCase() + plain.slice(1);
}
