import { OPTIONS, type OptionSpec, takesOption } from '../options.js';
import { isListType, type Pack, type Question } from '../pack/pack.js';
import { COMMANDS, type CommandSpec, STAGE_COMMAND } from './table.js';

const EXIT_CODES = [
  ['0', 'done'],
  ['1', 'refused or failed: nothing was written'],
  ['2', 'done, and conflicts are left in the files that are named'],
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
  const spec = findCommand(pack, command);
  const head = spec === undefined ? overview(pack) : [`Usage: mlops ${spec.usage} [options]`, '', `  ${capital(spec.summary)}.`];
  const examples = spec === undefined ? COMMANDS.flatMap((each) => each.examples.slice(0, 2)) : spec.examples;
  return [
    ...head,
    '',
    'Examples',
    ...examples.map((example) => `  ${example}`),
    '',
    ...(command === 'undo' ? [] : answerFlags([...pack.asks, ...pack.stages.flatMap((stage) => stage.asks)])),
    ...GROUPS.flatMap((group) => optionGroup(group, spec === undefined ? undefined : command)),
    'Exit codes',
    ...table(EXIT_CODES),
    '',
  ].join('\n');
}

function findCommand(pack: Pack, name: string | undefined): CommandSpec | undefined {
  const stage = pack.stages.find(({ id }) => id === name);
  if (stage === undefined) return COMMANDS.find((each) => each.name === name);
  return {
    name: stage.id,
    usage: `${stage.id} [folder]`,
    summary: `add or re-configure ${stage.id}: ${stage.title}`,
    examples: [`mlops ${stage.id}`, `mlops ${stage.id} ../demo --plan`],
  };
}

function overview(pack: Pack): string[] {
  const width = Math.max(...[...COMMANDS, STAGE_COMMAND].map(({ usage }) => usage.length));
  return [
    'Usage: mlops <command> [options]        or, with Yeoman: yo mlops, yo mlops:<command>',
    '',
    '  A machine-learning-operations repository that runs at birth, and a generator that stays with it.',
    '',
    'Commands',
    ...[...COMMANDS, STAGE_COMMAND].map(({ usage, summary }) => `  ${usage.padEnd(width)}   ${summary}`),
    '',
    'Every command explains itself, with the options that only it has: mlops remove --help',
    '',
    `Stages (${pack.id})`,
    ...table(pack.stages.map(({ id, title }) => [id, title])),
    '',
    `How far to go (--tasks): ${[...Object.keys(pack.presets), 'everything'].join(', ')}, a stage, a task's slug or number, a range`,
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
function optionGroup(group: OptionSpec['group'], command: string | undefined): string[] {
  const shown = (option: OptionSpec): boolean => (command === undefined ? option.only?.length !== 1 : takesOption(command, option));
  const rows = OPTIONS.filter((option) => option.group === group && shown(option)).map(({ name, short, value, description }) => [
    `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`,
    description,
  ]);
  return [group, ...table(rows), ''];
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
