import type { Finding } from '../finding/finding.js';
import { shellWord } from '../shell.js';
import { ancestors, nameOf, parentOf } from '../tree.js';
import { IgnoreRules } from '../uses/ignore_rules.js';
import type { Kept } from './kept.js';
import { gitPath, groupBy, ignoreLine, printLines } from './places.js';
import { isSecret } from './secrets.js';

const IGNORE_FILE = '.gitignore';
/** So many paths of git's index are looked at, and none that is longer. */
const MOST = 20_000;
const LONGEST = 1_000;
/** So many folders are told one by one; of more, those at the top. */
const MOST_FOLDERS = 12;
/** What keeps an empty folder in git, and what says what it is for. */
const KEEPERS = /^(?:\.(?:git)?keep|\.gitignore|README(?:\.\w+)?)$/;
/** So many files are named in a command; more are found by git itself. */
const NAMED = 5;

/** A tracked path that the rules of the pack or of the group keep out of git. */
interface Tracked {
  readonly path: string;
  /** The outermost folder that is ignored as a whole; nothing where only the file is. */
  readonly folder: string | undefined;
  readonly rule: string;
}

/** Runs, caches, weights, data and secrets that git tracks although an ignore rule names them: one finding a folder, one a secret. */
export function trackedByMistake(kept: Kept): Finding[] {
  const tracked = [...(kept.repository.git?.tracked ?? [])].filter(({ length }) => length <= LONGEST).slice(0, MOST);
  if (tracked.length === 0) return [];
  const rules = new TrackedRules(kept);
  const secrets = new Set(tracked.filter((path) => isSecret(path, kept.repository)));
  const mistakes = tracked
    .filter((path) => !secrets.has(path) && !KEEPERS.test(nameOf(path)) && kept.project?.rendered.has(path) !== true)
    .flatMap((path) => rules.mistakeAt(path) ?? []);
  const sizes = groupBy(mistakes.length === 0 ? [] : tracked.flatMap(ancestors), (folder) => folder);
  const findings = [...placesOf(mistakes)].map(([place, items]) =>
    folderFinding(place, items, items.length === sizes.get(place)?.length, rules),
  );
  return [...[...secrets].map((path) => secretFinding(path, rules)), ...findings];
}

function placesOf(mistakes: readonly Tracked[]): ReadonlyMap<string, readonly Tracked[]> {
  const places = groupBy(mistakes, ({ path, folder }) => folder ?? parentOf(path));
  return places.size <= MOST_FOLDERS ? places : groupBy(mistakes, ({ path }) => ancestors(path)[0] ?? '');
}

/** What stays out of git: the rules of the pack, and after them those of the group, which may take them back. */
class TrackedRules {
  readonly #all: IgnoreRules;
  readonly #own: IgnoreRules;
  readonly #top: string;
  readonly #folders = new Map<string, string | undefined>();

  constructor({ repository, loaded, project }: Kept) {
    const own = (folder: string): string => repository.text(folder === '' ? IGNORE_FILE : `${folder}/${IGNORE_FILE}`) ?? '';
    const rendered = project?.rendered.get(IGNORE_FILE)?.bytes.toString('utf8');
    const ofPack = loaded.pack.stages.flatMap(({ files }) => files).find(({ path, template }) => path === IGNORE_FILE && template !== true);
    this.#top = own('');
    this.#own = new IgnoreRules(own);
    this.#all = new IgnoreRules((folder) => (folder === '' ? `${rendered ?? ofPack?.content ?? ''}\n${this.#top}` : own(folder)));
  }

  mistakeAt(path: string): Tracked | undefined {
    for (const folder of ancestors(path)) {
      const rule = this.#ruleForFolder(folder);
      if (rule !== undefined) return { path, folder, rule };
    }
    const rule = this.#all.ruleFor(path, false);
    return rule === undefined ? undefined : { path, folder: undefined, rule };
  }

  /** The beginning of a command: what the ignore file of the group still lacks. */
  linesFor(items: readonly Tracked[]): string {
    const lacking = items.filter(({ path }) => !this.#isIgnoredByOwn(path)).map(({ rule }) => rule);
    const lines = [...new Set(lacking)].map(shellWord);
    if (lines.length === 0) return '';
    return `${printLines(lines, this.#top)} ${lines.join(' ')} >> ${IGNORE_FILE} && `;
  }

  #isIgnoredByOwn(path: string): boolean {
    return ancestors(path).some((folder) => this.#own.ignores(folder, true)) || this.#own.ignores(path, false);
  }

  #ruleForFolder(folder: string): string | undefined {
    if (!this.#folders.has(folder)) this.#folders.set(folder, this.#all.ruleFor(folder, true));
    return this.#folders.get(folder);
  }
}

function folderFinding(place: string, items: readonly Tracked[], isWhole: boolean, rules: TrackedRules): Finding {
  const [first] = items;
  const isOne = items.length === 1 && first?.folder === undefined;
  const path = isOne ? (first?.path ?? place) : place === '' ? undefined : `${place}/`;
  return {
    code: isOne ? 'file-tracked' : 'folder-tracked',
    severity: 'warning',
    ...(path === undefined ? {} : { path }),
    values: { count: items.length, rule: first?.rule ?? '' },
    command: rules.linesFor(items) + untrack(place, items, isWhole && !isOne),
  };
}

function untrack(place: string, items: readonly Tracked[], isWhole: boolean): string {
  if (isWhole) return `git rm -r --quiet --cached ${gitPath(place)}`;
  if (items.length <= NAMED) return `git rm --cached ${items.map(({ path }) => gitPath(path)).join(' ')}`;
  const below = place === '' ? '' : ` -- ${gitPath(place)}`;
  return `git ls-files -ciz --exclude-standard${below} | xargs -0 git rm --quiet --cached --`;
}

function secretFinding(path: string, rules: TrackedRules): Finding {
  const item = rules.mistakeAt(path) ?? { path, folder: undefined, rule: ignoreLine(path) };
  const command = `${rules.linesFor([item])}git rm --cached ${gitPath(path)}`;
  return { code: 'secret-tracked', severity: 'error', path, values: {}, command };
}
