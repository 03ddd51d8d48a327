import type { Change, Merged } from '../change.js';
import type { Folders } from './folder_after.js';
import { Mentions, withoutComments } from './mentions.js';
import { Modules } from './modules.js';

/**
 * What files that a run writes import or name and that is not in the project, because the person took it away or called it something
 * else: a sentence each, without a final period.
 *
 * @param deleted generated files that the person took away.
 */
export function missingFacts({ was, is }: Folders, { changes }: Merged, tops: ReadonlySet<string>, deleted: readonly string[]): string[] {
  const [before, after] = [new Modules(was, tops), new Modules(is, tops)];
  const mentions = new Mentions(deleted, was, is);
  const users = new Map<string, string[]>();
  const add = (fact: string, user: string): void => void users.set(fact, [...(users.get(fact) ?? []), user]);
  for (const change of changes) {
    const { path } = change;
    if (!isWritten(change) || is.at(path) !== 'file') continue;
    // What the person's own lines do without was said by nobody here, and what a file named before is no news.
    const known = new Set([
      ...(change.outcome === 'merged' ? before.missingFrom(path).map(factOf) : []),
      ...namedIn(path, before, mentions),
    ]);
    const imported = path.endsWith('.py') ? after.missingFrom(path).map(factOf) : [];
    const missing = [...imported, ...namedIn(path, after, mentions)];
    for (const fact of missing) if (!known.has(fact)) add(fact, path);
  }
  const isShort = [...users.values()].flat().length <= MOST_SENTENCES;
  return [...users].flatMap(([fact, paths]) => (isShort ? paths.map((path) => sentence(fact, [path])) : sentence(fact, paths)));
}

/** Where more is missing than this, files that miss the same are named together. */
const MOST_SENTENCES = 10;
/** Of files that miss the same, no more are named than this. */
const MOST_NAMES = 4;

function isWritten({ outcome, writes }: Change): boolean {
  return writes.length > 0 && ['new', 'updated', 'merged', 'moved'].includes(outcome);
}

function factOf({ module, name }: { readonly module: string; readonly name?: string }): string {
  return name === undefined ? `import ${module}, which is not in the project` : `import ${name} from ${module}, which does not define it`;
}

/** What a file names besides what it imports. A page may tell of more than there is. */
function namedIn(path: string, modules: Modules, mentions: Mentions): string[] {
  if (/\.(md|rst|txt)$|ignore$/.test(path)) return [];
  const text = modules.folder.text(path) ?? '';
  const found = path.endsWith('.py') ? mentions.inStrings(path, text, modules) : mentions.in(path, withoutComments(path, text));
  return [...found].map((file) => `use ${file}, which is not in the project`);
}

function sentence(fact: string, paths: readonly string[]): string {
  const others = paths.length - MOST_NAMES;
  const named = others > 1 ? `${paths.slice(0, MOST_NAMES).join(', ')} and ${others} others` : paths.join(', ');
  return `${named} ${paths.length === 1 ? fact.replace(/^(import|use)/, '$1s') : fact}`;
}
