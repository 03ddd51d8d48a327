import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Refusal, repeated } from '../errors.js';
import { nearest } from '../nearest.js';
import { type LookOptions, ON_CONFLICT, OPTIONS, type OptionName, type Options, SORTS } from '../options.js';
import { isListType, type Question } from '../pack/pack.js';

/** Raw option values, by option name, as either door's parser gives them. */
export type RawValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** The words of a command line: what is no option, and the options by name. */
export interface Words {
  readonly positionals: readonly string[];
  readonly values: RawValues;
  /** The names of the options as they stand on the command line, where a parser adds others of its own to the values. */
  readonly typed?: readonly string[];
  /** Those of them that were typed with a single dash. */
  readonly short?: readonly string[];
}

/**
 * Splits a command line into words and options, once, before it is known which pack it is about: an option that is not one of
 * the generator's may be an answer that only the project's pack asks for, and each answer has a value. {@link verifyOptions}
 * refuses what is none.
 *
 * @param args the arguments after the program's name.
 * @param questions what the newest pack asks: these flags are known before the command's name, too.
 * @throws Refusal where a switch has a value.
 */
export function splitArguments(args: readonly string[], questions: readonly Question[]): Words {
  const known = optionsFor(questions);
  const options = { ...unknownOptions(args.slice(indexOfCommand(args, known)), known), ...known };
  const { positionals, values, tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const read: Record<string, RawValues[string]> = { ...values };
  for (const token of tokens) {
    if (token.kind !== 'option' || token.value === undefined) continue;
    if (known[token.name]?.type === 'boolean') throw switchWithValue(token.name);
    // `--name --defaults`: the next option is no value.
    if (!token.inlineValue && /^-./.test(token.value)) read[token.name] = true;
  }
  const typed = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const short = tokens.flatMap((token) => (token.kind === 'option' && !token.rawName.startsWith('--') ? [token.name] : []));
  return { positionals, values: read, typed: [...new Set(typed)], short };
}

/** Whether a program reads the result; also of words that cannot be read as a whole, as `--json=yes`. */
export function asksForJson(args: readonly string[]): boolean {
  return args.some((arg) => /^--json(?:=|$)/.test(arg));
}

type OptionTypes = NonNullable<ParseArgsConfig['options']>;

function optionsFor(questions: readonly Question[]): OptionTypes {
  const flags = questions.map(({ flag, type }) => [flag, { type: 'string' as const, multiple: isListType(type) }]);
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

/** Where the command's name stands: after it, what looks like an option of nobody may be an answer. */
function indexOfCommand(args: readonly string[], known: OptionTypes): number {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (!arg.startsWith('-')) return index;
    if (known[arg.slice(2)]?.type === 'string') index++;
  }
  return args.length;
}

/** An option of nobody has a value where one could follow it. */
function unknownOptions(args: readonly string[], known: OptionTypes): OptionTypes {
  const end = args.indexOf('--');
  const line = args.slice(0, end < 0 ? args.length : end);
  const types = new Map<string, 'string' | 'boolean'>();
  for (const [index, arg] of line.entries()) {
    const [, name, inline] = /^--([^=]+)(=)?/.exec(arg) ?? [];
    if (name === undefined || Object.hasOwn(known, name)) continue;
    const next = line[index + 1];
    const hasValue = inline !== undefined || (next !== undefined && !/^-./.test(next));
    types.set(name, hasValue || types.get(name) === 'string' ? 'string' : 'boolean');
  }
  return Object.fromEntries([...types].map(([name, type]) => [name, { type, multiple: type === 'string' }]));
}

/** Holds options against those that there are: the generator's own, and the answers that the pack of the run asks for. */
export function verifyOptions({ values, typed = Object.keys(values), short = [] }: Words, questions: readonly Question[]): void {
  const options = optionsFor(questions);
  for (const name of typed) {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined)
      throw unknownOption(name, short.includes(name) ? '-' : '--', Object.keys(options), values['pack'] !== undefined);
    const given = values[name];
    const isMissing = typeof given === 'object' ? given.includes(true) : given === true;
    if (option.type === 'string' && isMissing) throw missingValue(name);
  }
}

/** @param namesPack whether the options are those of a pack that `--help` alone does not show. */
function unknownOption(name: string, dashes: string, known: readonly string[], namesPack: boolean): Refusal {
  const near = dashes === '-' ? onlyOneFrom(name, known) : nearest(name, known);
  const list = `See \`mlops --help\`${namesPack ? ' with the same --pack' : ''} for a list`;
  const remedy = near === undefined ? list : `Did you mean --${near}?`;
  return new Refusal(`There is no option ${dashes}${name}`, remedy);
}

/** What a single letter stands for, where one option alone begins with it. */
function onlyOneFrom(letter: string, known: readonly string[]): string | undefined {
  const [first, second] = known.filter((name) => name.startsWith(letter.toLowerCase()));
  return second === undefined ? first : undefined;
}

function missingValue(name: string): Refusal {
  return new Refusal(`The option --${name} has no value`, `Give it one: --${name}=<value>`);
}

function switchWithValue(name: string): Refusal {
  return new Refusal(`The option --${name} is a switch and takes no value`, `Write --${name} alone`);
}

/** Reads the options that all commands share. */
export function readOptions(values: RawValues): Options {
  for (const name of ['save', 'apply', 'answers', 'from', 'html', 'sort']) if (values[name] === '') throw missingValue(name);
  const onConflict = text(values['on-conflict']);
  return {
    defaults: isOn(values['defaults']),
    plan: isOn(values['plan']) || isOn(values['dry-run']) || values['save'] !== undefined,
    full: isOn(values['full']),
    json: isOn(values['json']),
    ...readLookOptions(values),
    skipInstall: isOn(values['skip-install']),
    skipGit: isOn(values['skip-git']),
    withDependents: isOn(values['with-dependents']),
    redo: isOn(values['redo']),
    yes: isOn(values['yes']),
    ...present('command', text(values['command'])),
    ...present('save', text(values['save'])),
    ...present('apply', text(values['apply'])),
    ...present('answers', text(values['answers'])),
    ...present('tasks', text(values['tasks'])),
    ...present('pack', text(values['pack'])),
    ...present('from', text(values['from'])),
    ...present('onConflict', onConflict === undefined ? undefined : oneOf(onConflict, ON_CONFLICT, 'on-conflict')),
  };
}

/** Reads the options of what looks at repositories. */
function readLookOptions(values: RawValues): LookOptions {
  const sort = text(values['sort']);
  return {
    strict: isOn(values['strict']),
    run: isOn(values['run']),
    trust: isOn(values['trust']),
    markdown: isOn(values['markdown']),
    csv: isOn(values['csv']),
    tick: isOn(values['tick']),
    declare: texts(values['declare']),
    aside: texts(values['aside']),
    ...present('html', text(values['html'])),
    ...present('timeout', readSeconds(text(values['timeout']))),
    ...present('sort', sort === undefined ? undefined : oneOf(sort, SORTS, 'sort')),
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

/** The value of an option that has a few. */
function oneOf<T extends string>(value: string, known: readonly T[], option: OptionName): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw new Refusal(`--${option} cannot be "${value}"`, `Use one of ${known.join(', ')}`);
}

function readSeconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,4}$/.test(value)) return Number(value);
  throw new Refusal(`--timeout cannot be "${repeated(value)}"`, 'Give it whole seconds, such as --timeout 600');
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

/** The texts of an option that may be given several times. */
function texts(value: RawValues[string]): readonly string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}

function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) result[key] = value;
  return result;
}
