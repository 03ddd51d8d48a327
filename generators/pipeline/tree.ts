/**
 * A folder as a value. Paths are relative, separated by `/`, without `.` or `..`; a tree never touches the disk.
 */

/** A regular file. `origin` names the template a rendered file came from, which is how a moved file is recognised. */
export interface FileEntry {
  readonly kind: 'file';
  readonly bytes: Buffer;
  readonly executable: boolean;
  readonly origin?: string;
  /** The origins that it had before, in earlier revisions of a pack or in other packs. */
  readonly formerly?: readonly string[];
}

/** A symbolic link, never followed. */
interface LinkEntry {
  readonly kind: 'link';
  readonly target: string;
}

/** A folder, listed only where it matters (it stands where a file should go, or it is an ancestor). */
interface FolderEntry {
  readonly kind: 'folder';
}

/** A socket, a device, a pipe: something that is kept and never opened. */
interface OtherEntry {
  readonly kind: 'other';
}

export type Entry = FileEntry | LinkEntry | FolderEntry | OtherEntry;

/** What stands at each path. Iteration order carries no meaning. */
export type Tree = ReadonlyMap<string, Entry>;

/** A tree of files only: what a render makes. */
export type FileTree = ReadonlyMap<string, FileEntry>;

/** A file that is not executable. */
export function plainFile(bytes: Buffer): FileEntry {
  return { kind: 'file', bytes, executable: false };
}

/** Whether two entries are equal in kind, bytes and executable bit. An origin is knowledge about a file, not part of it. */
export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (a.kind === 'file' && b.kind === 'file') return a.executable === b.executable && a.bytes.equals(b.bytes);
  if (a.kind === 'link' && b.kind === 'link') return a.target === b.target;
  return a.kind === b.kind;
}

/** The folders above a path, outermost first: `a/b/c` gives `a`, `a/b`. */
export function ancestors(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end));
  return folders;
}

/** The folder in which a path is; empty at the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
