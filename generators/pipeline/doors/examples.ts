import { isOffered } from '../pack/needs.js';
import type { Pack } from '../pack/pack.js';

/** What an example can select, and what stands there where it selects something else. */
interface Choices {
  readonly known: ReadonlySet<string>;
  readonly others: readonly string[];
}

/**
 * The examples of a command in the words of a pack: they are written for the course, and a task that they name and that another pack
 * does not have becomes one of its own. What an example then does is not said any more.
 */
export function examplesFor({ tasks, stages, presets }: Pack, examples: readonly string[]): readonly string[] {
  const offered = tasks.filter(isOffered);
  const ids = offered.flatMap(({ id }) => (id === undefined ? [] : [String(id)]));
  const slugs = offered.map(({ slug }) => slug);
  const known = new Set([...slugs, ...ids, ...stages.map(({ id }) => id), ...Object.keys(presets), 'minimal', 'everything']);
  const free = offered.filter(({ always }) => !always).map(({ slug }) => slug);
  const choices = { known, others: free.length === 0 ? ['everything'] : free };
  return [...new Set(examples.map((example) => inWords(example, choices)))];
}

function inWords(example: string, choices: Choices): string {
  const [command = ''] = example.split(/ {3,}/);
  const words = command.split(' ');
  const said = words.map((word, index) => (isSelection(words, index) ? selectionFrom(words, index, choices) : word));
  const once = said.filter((word, index) => said.indexOf(word) === index).join(' ');
  return once === command ? example : once;
}

/** Whether a word says what is on: behind `add`, `remove` and `diff`, or behind `--tasks`. */
function isSelection([, name = '', ...rest]: readonly string[], index: number): boolean {
  const [word = '', before] = [rest[index - 2], rest[index - 3]];
  if (index < 2 || word.startsWith('-')) return false;
  if (before === '--tasks' || (name === 'diff' && before === '--from')) return true;
  const isPlain = !rest.slice(0, index - 2).some((earlier) => earlier.startsWith('-'));
  return isPlain && ['add', 'remove', 'diff'].includes(name);
}

function selectionFrom(words: readonly string[], index: number, { known, others }: Choices): string {
  const names = (words[index] ?? '').split(',').map((name, place) => {
    if (name.split(/(?<=^\d+)-(?=\d+$)/).every((part) => known.has(part))) return name;
    return words[index - 1] === '--from' ? 'minimal' : (others[(index - 2 + place) % others.length] ?? name);
  });
  return [...new Set(names)].join(',');
}
