import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Refusal } from '../errors.js';
import { nearest } from '../nearest.js';
import { ON_CONFLICT, type OnConflict, OPTIONS, type Options } from '../options.js';
import { isListType, type Question } from '../pack/pack.js';

/** Raw option values, by option name, as either door's parser gives them. */
export type RawValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** The words of a command line: what is no option, and the options by name. */
export interface Words {
  readonly positionals: readonly string[];
  readonly values: RawValues;
}

/**
 * Splits a command line into words and options.
 *
 * @param args the arguments after the program's name.
 * @param questions what the pack asks: each is a flag.
 * @param strict whether an option that nobody knows is refused.
 */
export function splitArguments(args: readonly string[], questions: readonly Question[], strict: boolean): Words {
  const options = optionsFor(questions);
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, strict, allowPositionals: true });
    return { positionals, values };
  } catch (error) {
    throw explainParseError(error, Object.keys(options));
  }
}

function optionsFor(questions: readonly Question[]): NonNullable<ParseArgsConfig['options']> {
  const flags = questions.map((question) => [question.flag, { type: 'string' as const, multiple: isListType(question.type) }]);
  const common = OPTIONS.map(({ name, short, value, multiple }) => [
    name,
    {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      multiple: multiple ?? false,
      ...(short === undefined ? {} : { short }),
    },
  ]);
  return Object.fromEntries([...flags, ...common]);
}

/**
 * Holds options that another parser read against those there are: what {@link splitArguments} refuses is refused here too.
 *
 * @param typed the names of the options as they stand on the command line; a parser adds others of its own.
 */
export function verifyOptions(values: RawValues, typed: readonly string[], questions: readonly Question[]): void {
  const options = optionsFor(questions);
  for (const name of typed) {
    const option = options[name];
    if (option === undefined) throw unknownOption(name, Object.keys(options));
    if (option.type === 'string' && typeof values[name] === 'boolean') throw missingValue(name);
  }
}

function unknownOption(name: string, known: readonly string[]): Refusal {
  const near = nearest(name, known);
  const remedy = near === undefined ? 'See `mlops --help` for those there are' : `Did you mean --${near}`;
  return new Refusal(`There is no option --${name}`, remedy);
}

function missingValue(name: string): Refusal {
  return new Refusal(`The option --${name} has no value`, `Give it one: --${name}=<value>`);
}

function explainParseError(error: unknown, known: readonly string[]): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const option = /'(?:-\w, )?-{1,2}([^' =<]+)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return unknownOption(option, known);
  if (error.code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error;
  const isSwitch = OPTIONS.some(({ name, value }) => name === option && value === undefined);
  return isSwitch ? new Refusal(`The option --${option} is a switch and takes no value`, `Write --${option} alone`) : missingValue(option);
}

/** Reads the options that all commands share. */
export function readOptions(values: RawValues): Options {
  const onConflict = text(values['on-conflict']);
  return {
    defaults: isOn(values['defaults']),
    plan: isOn(values['plan']) || isOn(values['dry-run']) || values['save'] !== undefined,
    full: isOn(values['full']),
    json: isOn(values['json']),
    skipInstall: isOn(values['skip-install']),
    skipGit: isOn(values['skip-git']),
    withDependents: isOn(values['with-dependents']),
    redo: isOn(values['redo']),
    ...present('save', text(values['save'])),
    ...present('apply', text(values['apply'])),
    ...present('answers', text(values['answers'])),
    ...present('tasks', text(values['tasks'])),
    ...present('pack', text(values['pack'])),
    ...present('onConflict', onConflict === undefined ? undefined : readOnConflict(onConflict)),
  };
}

/** Picks the answers that were given by flags. */
export function readFlags(values: RawValues, questions: readonly Question[]): Record<string, string | readonly string[]> {
  const flags: Record<string, string | readonly string[]> = {};
  for (const { name, flag, type } of questions) {
    const value = values[flag];
    if (value === undefined || typeof value === 'boolean') continue;
    const list = (typeof value === 'string' ? [value] : value).filter((item) => typeof item === 'string');
    const last = list.at(-1);
    if (isListType(type)) flags[name] = list;
    else if (last !== undefined) flags[name] = last;
  }
  return flags;
}

function readOnConflict(value: string): OnConflict {
  const found = ON_CONFLICT.find((way) => way === value);
  if (found !== undefined) return found;
  throw new Refusal(`--on-conflict cannot be "${value}"`, `Use one of ${ON_CONFLICT.join(', ')}`);
}

function isOn(value: RawValues[string]): boolean {
  return value === true || value === 'true' || value === '';
}

/** The text of an option; one that was given several times is one list. */
function text(value: RawValues[string]): string | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  return value.length === 0 ? undefined : value.join(',');
}

function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) result[key] = value;
  return result;
}
