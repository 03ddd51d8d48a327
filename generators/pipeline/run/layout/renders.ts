import type { Change, PathPolicy } from '../../change.js';
import type { FileTree, Tree } from '../../tree.js';

/** What was rendered last and what is rendered now, before they meet the project. */
export interface Renders {
  readonly base: FileTree;
  readonly next: FileTree;
  /** Every path that was rendered last, those that are the same on both sides too. */
  readonly known: readonly string[];
  /** What was rendered last at some of these paths. */
  readonly lastAt: (paths: readonly string[]) => FileTree;
  /** The package before this run and after it; where it is told, a person can follow a new name by an answer. */
  readonly packages?: { readonly before: PackageFolder; readonly after: PackageFolder };
  /** What of the project counts as standing there, of what was found at the paths that matter. */
  readonly standing?: (yours: Tree, paths: readonly string[]) => Tree;
}

/** Where a package is rendered, and the names that it may have. */
export interface PackageFolder {
  readonly path: string;
  readonly name: string;
  readonly mayBeCalled: (name: string) => boolean;
}

/** Both renders where the person has the files, and how that is said of a change. */
export interface Followed {
  readonly base: FileTree;
  readonly next: FileTree;
  /** The path at which the pack renders a file. */
  readonly renderedAt: (path: string) => string;
  /** What the place of a file adds to what the pack says about it. */
  readonly policy: (path: string) => PathPolicy;
  /** What a person should know of the place beside what the merge says. */
  readonly reword: (change: Change) => Change;
}

/** What of the last render is not where it was. */
export interface Absent {
  /** Folders in which a file changes, and of whose rendered files not one stands there. */
  readonly folders: readonly string[];
  /** Rendered files that change and are not there. */
  readonly files: readonly string[];
}
