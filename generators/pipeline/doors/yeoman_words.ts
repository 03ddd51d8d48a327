import { OPTIONS } from '../options.js';
import type { RawValues, Words } from './arguments.js';

/**
 * Sets right what yo's parser does not know: our switches swallow the word after them (`--defaults ../demo`), and that word is
 * a folder or a stage; `--answers -` (or `--save -`, `--apply -`) comes as a switch and a word; and a text in quotes comes without them.
 *
 * @param argv the command line of the process.
 */
export function wordsOf(args: readonly string[], options: Readonly<Record<string, unknown>>, argv: readonly string[]): Words {
  const positionals = [...args];
  const values: Record<string, RawValues[string]> = {};
  const typed = typedTexts(argv);
  const switches = new Set<string>(OPTIONS.filter(({ value }) => value === undefined).map(({ name }) => name));
  for (const [name, value] of Object.entries(options)) {
    const raw = rawValue(value);
    if (raw === undefined) continue;
    const swallowed = switches.has(name) && typeof raw === 'string' && raw !== '' && raw !== 'true' && raw !== 'false';
    if (swallowed) positionals.push(raw);
    const texts = switches.has(name) || typeof raw === 'boolean' ? undefined : typed.get(name);
    values[name] = swallowed ? true : (texts ?? raw);
  }
  const dash = positionals.indexOf('-');
  const reads = ['answers', 'save', 'apply'].find((name) => typeof values[name] === 'boolean');
  if (reads === undefined || dash < 0) return { positionals, values };
  return { positionals: positionals.toSpliced(dash, 1), values: { ...values, [reads]: '-' } };
}

/** Options of Yeoman's own that mean nothing here, or what they mean to Yeoman. */
const YEOMAN_OPTIONS: ReadonlySet<string> = new Set(['skip-cache', 'ask-answered', 'force-install', 'local-only', 'debug', 'insight']);

/** The names of the options on the command line; yo and the environment add many that nobody typed. */
export function typedOptions(argv: readonly string[]): string[] {
  const names = argv.slice(2).flatMap((word) => /^--(?:no-)?([\w-]+)/.exec(word)?.[1] ?? []);
  return names.filter((name) => !YEOMAN_OPTIONS.has(name));
}

/** A text that names commands of the binary, in the words of yo. */
export function underYeoman(text: string): string {
  return text.replaceAll(/(?<!yo )\bmlops (?=\w)(new\b)?/g, (_, isNew) => (isNew === undefined ? 'yo mlops:' : 'yo mlops'));
}

/** The texts of the options as they were typed; none where the line is not one of yo. */
function typedTexts(argv: readonly string[]): ReadonlyMap<string, string | readonly string[]> {
  const line = argv.slice(argv.findIndex((word) => /^mlops(:[a-z]+)?$/.test(word)) + 1 || argv.length);
  const texts = new Map<string, string | readonly string[]>();
  line.forEach((word, index) => {
    const [, name, inline] = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
    const text = inline ?? line[index + 1];
    if (name === undefined || text === undefined || (inline === undefined && text.startsWith('-'))) return;
    const before = texts.get(name);
    texts.set(name, before === undefined ? text : [before, text].flat());
  });
  return texts;
}

function rawValue(value: unknown): RawValues[string] {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.map(String) : undefined;
}
