/** The rules of ignore files, by the folder in which each file stands. */
export type IgnoreFiles = (folder: string) => string | undefined;

interface IgnoreRule {
  readonly pattern: RegExp;
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
}

/** Tells what git ignores. It is asked from the top downwards: what is in an ignored folder is ignored too, and never asked about. */
export class IgnoreRules {
  readonly #rules = new Map<string, readonly IgnoreRule[]>();

  constructor(readonly files: IgnoreFiles) {}

  /** Whether a rule names a path whose folders are not ignored: the last rule of the nearest file decides. */
  ignores(path: string, isFolder: boolean): boolean {
    for (let folder = parentOf(path); folder !== undefined; folder = parentOf(folder)) {
      const own = folder === '' ? path : path.slice(folder.length + 1);
      const rule = this.#rulesOf(folder).findLast(({ pattern, isForFolders }) => (isFolder || !isForFolders) && pattern.test(own));
      if (rule !== undefined) return !rule.isNegated;
    }
    return false;
  }

  #rulesOf(folder: string): readonly IgnoreRule[] {
    const known = this.#rules.get(folder) ?? readRules(this.files(folder) ?? '');
    this.#rules.set(folder, known);
    return known;
  }
}

/** The folder of a path; of the top there is none. */
function parentOf(path: string): string | undefined {
  return path === '' ? undefined : path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function readRules(text: string): IgnoreRule[] {
  return text.split('\n').flatMap((line) => {
    const said = line.replace(/\r$/, '').replace(/(?<!\\) +$/, '');
    if (said === '' || said.startsWith('#')) return [];
    const isNegated = said.startsWith('!');
    const glob = said.slice(isNegated ? 1 : 0);
    const bare = glob.replace(/\/$/, '');
    const start = bare.includes('/') ? '' : '(?:.*/)?';
    const pattern = patternOf(bare.replace(/^\//, ''));
    return pattern === undefined ? [] : [{ pattern: new RegExp(`^${start}${pattern}$`), isNegated, isForFolders: bare !== glob }];
  });
}

/** A glob as git reads it; nothing where it is none. */
function patternOf(glob: string): string | undefined {
  const pattern = glob.replaceAll(
    /(^|\/)\*\*\/|\/\*\*$|\*+|\?|\[(?:!|\^)?\]?[^\]]*\]|\\(.)|[.+^${}()|[\]\\]/g,
    (part, start?: string, escaped?: string) => {
      if (part.endsWith('**/')) return `${start ?? ''}(?:.*/)?`;
      if (part === '/**') return '/.*';
      if (part.startsWith('*')) return '[^/]*';
      if (part === '?') return '[^/]';
      if (part.startsWith('[') && part.length > 1) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
      const sign = escaped ?? part;
      return /\w/.test(sign) ? sign : `\\${sign}`;
    },
  );
  try {
    new RegExp(pattern);
    return pattern;
  } catch {
    return undefined;
  }
}
