import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { filesOf, putBack, type Snapshot, withoutHistory } from './snapshot.js';
import type { World } from './world.js';

const DEEDS = [
  ...(['append', 'append', 'append', 'insert', 'insert', 'replace', 'replace', 'delete lines', 'swap', 'copy'] as const),
  ...(['own file', 'taken path', 'delete', 'delete folder', 'rename', 'executable', 'crlf', 'mark', 'no last end'] as const),
  ...(['binary', 'link', 'folder', 'file for folder', 'markers', 'other case', 'settings', 'git'] as const),
  ...(['branch', 'check out', 'check out'] as const),
];
type Deed = (typeof DEEDS)[number];

/** What a person does to one file: which file and which line wrap round. */
export interface Edit {
  readonly deed: Deed;
  readonly file: number;
  readonly line: number;
}

export const edit: fc.Arbitrary<Edit> = fc.record({ deed: fc.constantFrom(...DEEDS), file: fc.nat(20), line: fc.nat(12) });

/** A line that nobody else writes. */
const OWN_LINE = /mine-\d+-/g;

/** Every own line that stands in the project, wherever. */
export function ownLines(seen: ReadonlyMap<string, string>): Set<string> {
  return new Set([...seen].filter(([path]) => !/^\.(mlops|git)\//.test(path)).flatMap(([, what]) => what.match(OWN_LINE) ?? []));
}

/** Somebody who works on a project: what they write is theirs alone. */
export class Person {
  readonly #world: World;
  #written = 0;
  #hasCopied = false;
  /** How the project was when somebody made a branch, a stash or a commit to revert to. */
  readonly #branches: Snapshot[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Whether they wrote a line that the pack may bring too: it is then one line, and goes where ours goes. */
  get hasCopied(): boolean {
    return this.#hasCopied;
  }

  /** Does one thing, where it can be done. */
  do({ deed, file, line }: Edit): void {
    const files = [...filesOf(this.#world.look()).keys()].filter((path) => !/^\.(mlops\/|git\/|yo-rc)/.test(path));
    const path = files[file % Math.max(1, files.length)];
    if (deed === 'own file') return this.#put(`own/note${file % 3}.txt`, this.#line());
    if (deed === 'taken path') return this.#put(this.#packPath(file) + (line % 2 === 0 ? '' : '.generated'), this.#line());
    if (deed === 'other case') return this.#put(this.#packPath(file).toUpperCase(), this.#line());
    if (deed === 'settings') return this.#addSettings();
    if (deed === 'branch') return void this.#branches.push(this.#world.look());
    if (deed === 'check out') return this.#checkOut(file);
    if (deed === 'git') return void mkdirSync(this.#at('.git'), { recursive: true });
    if (path !== undefined) this.#change(deed, path, line);
  }

  /** Writes one line more into a file, or removes what else stands there. */
  touch(path: string): void {
    if (this.#isFile(path)) this.#edit(path, (text) => text + this.#line());
    else rmSync(this.#at(path), { recursive: true });
  }

  #change(deed: Deed, path: string, line: number): void {
    const at = this.#at(path);
    const folder = dirname(path);
    if (deed === 'delete') return this.#remove(path);
    if (deed === 'rename') return this.#rename(path, `${path}.renamed`);
    if (deed === 'link') return this.#replace(path, () => symlinkSync(line % 2 === 0 ? '../../outside' : 'nowhere', at));
    if (deed === 'folder') return this.#replace(path, () => this.#put(`${path}/inside.txt`, this.#line()));
    if (deed === 'delete folder') return folder === '.' ? undefined : this.#remove(folder);
    if (deed === 'file for folder') return folder === '.' ? undefined : this.#replace(folder, () => this.#put(folder, this.#line()));
    if (!this.#isFile(path)) return undefined;
    if (deed === 'executable') return chmodSync(at, (lstatSync(at).mode & 0o100) === 0 ? 0o755 : 0o644);
    return this.#edit(path, (text) => this.#rewrite(deed, text, line));
  }

  /**
   * What `git checkout`, `git stash` and `git revert` do: the files are as they were at another time, and what git does not see stays.
   * What only this branch has is not lost, but on this branch.
   */
  #checkOut(index: number): void {
    const to = this.#branches[index % Math.max(1, this.#branches.length)];
    if (to === undefined) return;
    this.#branches.push(this.#world.look());
    for (const path of [...filesOf(withoutHistory(this.#world.look())).keys()]) if (this.#stands(path)) this.#remove(path);
    for (const [path, what] of filesOf(withoutHistory(to))) putBack(this.#world.root, path, what);
  }

  /** As git does it: a folder in which nothing is left goes too. Undo would not bring it back (`restored` in laws.ts). */
  #remove(path: string): void {
    rmSync(this.#at(path), { recursive: true });
    const above = dirname(path);
    if (above !== '.' && readdirSync(this.#at(above)).length === 0) this.#remove(above);
  }

  #rewrite(deed: Deed, text: string, line: number): string {
    const lines = text.split(/(?<=\n)/);
    const at = line % (lines.length + 1);
    const own = this.#line(text.includes('\r\n') ? '\r\n' : '\n');
    const rewritten: Partial<Record<Deed, () => string>> = {
      insert: () => lines.toSpliced(at, 0, own).join(''),
      replace: () => lines.toSpliced(at, 1, own).join(''),
      'delete lines': () => lines.toSpliced(at, 1 + (line % 2)).join(''),
      swap: () => [...lines.slice(at), ...lines.slice(0, at)].join(''),
      copy: () => lines.toSpliced(at, 0, this.#packLine(line)).join(''),
      crlf: () => text.replace(/\r?\n/g, '\r\n'),
      mark: () => `\u00ef\u00bb\u00bf${text}`,
      'no last end': () => text.replace(/\r?\n$/, ''),
      binary: () => `${own}\0${text}`,
      markers: () => `<<<<<<< yours\n${own}=======\n${text}>>>>>>> generated\n`,
    };
    return rewritten[deed]?.() ?? text + own;
  }

  #line(end = '\n'): string {
    this.#written += 1;
    return `mine-${this.#written}-${end}`;
  }

  /** A path that the newest revision of the pack may want. */
  #packPath(index: number): string {
    const paths = this.#world.packs.flatMap(({ stages }) => stages.flatMap(({ files }) => files.map(({ path }) => path)));
    return (paths[index % paths.length] ?? 'other').replaceAll('pkgname', 'project');
  }

  /** A line that the newest revision of the pack may bring. */
  #packLine(index: number): string {
    const texts = this.#world.packs.at(-1)?.stages.flatMap(({ files }) => files.map(({ content }) => content)) ?? [];
    this.#hasCopied = true;
    const lines = texts.flatMap((text) => text.split('\n')).filter((text) => !text.includes('<%'));
    return `${lines[index % Math.max(1, lines.length)] ?? ''}\n`;
  }

  /** Another generator's settings beside ours. */
  #addSettings(): void {
    const path = '.yo-rc.json';
    const old: unknown = this.#isFile(path) ? JSON.parse(readFileSync(this.#at(path), 'utf8')) : {};
    this.#put(path, JSON.stringify({ ...Object(old), 'generator-other': this.#line('') }, undefined, 4), true);
  }

  /** Puts a file where nothing stands, or where it may take the place of one. */
  #put(path: string, content: string, over = false): void {
    const above = path.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
    if (above.some((folder) => folder !== '' && this.#stands(folder) && !this.#isFolder(folder))) return;
    if (this.#stands(path) && !over) return;
    mkdirSync(dirname(this.#at(path)), { recursive: true });
    writeFileSync(this.#at(path), content);
  }

  #replace(path: string, put: () => void): void {
    rmSync(this.#at(path), { recursive: true });
    put();
  }

  #rename(path: string, to: string): void {
    if (!this.#stands(to)) renameSync(this.#at(path), this.#at(to));
  }

  #edit(path: string, rewrite: (text: string) => string): void {
    writeFileSync(this.#at(path), rewrite(readFileSync(this.#at(path), 'latin1')), 'latin1');
  }

  #at(path: string): string {
    return join(this.#world.root, path);
  }

  #stands(path: string): boolean {
    return lstatSync(this.#at(path), { throwIfNoEntry: false }) !== undefined;
  }

  #isFile(path: string): boolean {
    return lstatSync(this.#at(path), { throwIfNoEntry: false })?.isFile() === true;
  }

  #isFolder(path: string): boolean {
    return lstatSync(this.#at(path), { throwIfNoEntry: false })?.isDirectory() === true;
  }
}
