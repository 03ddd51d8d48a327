import type { RawValues, Words } from './arguments.js';
import { OPTIONS } from './options.js';

/**
 * Sets right what yo's parser does not know: our switches swallow the word after them (`--defaults ../demo`), and that word is
 * a folder or a stage; and `--answers -` comes as a switch and a word.
 */
export function wordsOf(args: readonly string[], options: Readonly<Record<string, unknown>>): Words {
  const positionals = [...args];
  const values: Record<string, RawValues[string]> = {};
  const switches = new Set(OPTIONS.filter(({ value }) => value === undefined).map(({ name }) => name));
  for (const [name, value] of Object.entries(options)) {
    const raw = rawValue(value);
    if (raw === undefined) continue;
    const swallowed = switches.has(name) && typeof raw === 'string' && raw !== '' && raw !== 'true' && raw !== 'false';
    if (swallowed) positionals.push(raw);
    values[name] = swallowed ? true : raw;
  }
  const dash = positionals.indexOf('-');
  if (typeof values['answers'] !== 'boolean' || dash < 0) return { positionals, values };
  return { positionals: positionals.toSpliced(dash, 1), values: { ...values, answers: '-' } };
}

/** Options of Yeoman's own that mean nothing here, or what they mean to Yeoman. */
const YEOMAN_OPTIONS: ReadonlySet<string> = new Set(['skip-cache', 'ask-answered', 'force-install', 'local-only', 'debug', 'insight']);

/** The names of the options on the command line; yo and the environment add many that nobody typed. */
export function typedOptions(argv: readonly string[]): string[] {
  const names = argv.slice(2).flatMap((word) => /^--(?:no-)?([a-z][a-z0-9-]*)/.exec(word)?.[1] ?? []);
  return names.filter((name) => !YEOMAN_OPTIONS.has(name));
}

function rawValue(value: unknown): RawValues[string] {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.map(String) : undefined;
}
