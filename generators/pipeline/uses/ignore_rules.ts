import ignore, { type Ignore } from 'ignore';

/** The rules of ignore files, by the folder in which each file stands. */
export type IgnoreFiles = (folder: string) => string | undefined;

/** Tells what git ignores. It is asked from the top downwards: what is in an ignored folder is ignored too, and never asked about. */
export class IgnoreRules {
  readonly #rules = new Map<string, Ignore>();

  constructor(readonly files: IgnoreFiles) {}

  /** Whether a rule names a path whose folders are not ignored: the last rule of the nearest file decides. */
  ignores(path: string, isFolder: boolean): boolean {
    return this.ruleFor(path, isFolder) !== undefined;
  }

  /** The rule that ignores such a path, as it stands in its file; nothing where none does. */
  ruleFor(path: string, isFolder: boolean): string | undefined {
    for (let folder = parentOf(path); folder !== undefined; folder = parentOf(folder)) {
      const own = folder === '' ? path : path.slice(folder.length + 1);
      const { ignored, unignored, rule } = this.#rulesOf(folder).test(isFolder ? `${own}/` : own);
      if (ignored || unignored) return ignored ? rule?.pattern : undefined;
    }
    return undefined;
  }

  #rulesOf(folder: string): Ignore {
    const known = this.#rules.get(folder) ?? ignore({ ignorecase: false }).add(this.files(folder) ?? '');
    this.#rules.set(folder, known);
    return known;
  }
}

/** The folder of a path; of the top there is none. */
function parentOf(path: string): string | undefined {
  return path === '' ? undefined : path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
