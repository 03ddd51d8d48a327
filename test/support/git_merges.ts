import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { scratchFolder } from './scratch.js';

/** What git makes of a merge: the name that it gives to the merged tree, and the paths in which it found conflicts. */
export interface GitMerge {
  readonly tree: string;
  readonly conflicts: readonly string[];
}

/** A repository of trees that were never on the disk, for many merges in one go. It has no `.gitattributes` that counts. */
export class MergeRepository {
  readonly #folder = scratchFolder('merges');
  readonly #blobs = new Map<string, number>();
  readonly #chunks: Buffer[] = [];
  #commits = 0;

  constructor() {
    this.#git(['init', '--quiet', '--bare']);
  }

  /** Commits a tree, on top of another commit or of nothing, and gives its name. Nothing happens before {@link merge}. */
  commit(tree: FileTree, parent?: string): string {
    const files = [...tree].map(([path, { bytes, executable }]) => {
      return `M ${executable ? '100755' : '100644'} :${this.#blob(bytes)} ${path}\n`;
    });
    const name = `branch${(this.#commits += 1)}`;
    const from = parent === undefined ? '' : `from refs/heads/${parent}\n`;
    const head = `commit refs/heads/${name}\ncommitter Ada <ada@example.org> ${this.#commits} +0000\ndata 0\n${from}deleteall\n`;
    this.#chunks.push(Buffer.from(`${head}${files.join('')}\n`));
    return name;
  }

  /** Merges pairs of commits as `git merge` does. */
  merge(pairs: readonly (readonly [string, string])[]): GitMerge[] {
    this.#import();
    const input = pairs.map((pair) => `${pair.join(' ')}\n`).join('');
    const said = this.#git(['merge-tree', '--write-tree', '--stdin', '--no-messages', '--name-only'], input);
    const fields = said.toString('utf8').split('\0');
    return pairs.map(() => {
      const end = fields.indexOf('', 2);
      const [, tree = '', ...conflicts] = fields.splice(0, end + 1).slice(0, -1);
      return { tree, conflicts };
    });
  }

  /** The name that git gives to the tree of each commit. */
  treesOf(commits: readonly string[]): string[] {
    this.#import();
    const said = this.#git(['cat-file', '--batch-check=%(objectname)'], commits.map((name) => `${name}^{tree}\n`).join(''));
    return said.toString('utf8').trim().split('\n');
  }

  /** The paths in which two trees differ. */
  differences(one: string, other: string): string[] {
    return this.#git(['diff-tree', '-r', '--name-only', one, other]).toString('utf8').split('\n').filter(Boolean);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #blob(bytes: Buffer): number {
    const content = bytes.toString('latin1');
    const known = this.#blobs.get(content);
    if (known !== undefined) return known;
    const mark = this.#blobs.size + 1;
    this.#blobs.set(content, mark);
    this.#chunks.push(Buffer.from(`blob\nmark :${mark}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n'));
    return mark;
  }

  #import(): void {
    if (this.#chunks.length === 0) return;
    const marks = join(this.#folder, 'known-marks');
    const files = [`--import-marks-if-exists=${marks}`, `--export-marks=${marks}`];
    this.#git(['fast-import', '--quiet', ...files], Buffer.concat(this.#chunks.splice(0)));
  }

  #git(args: readonly string[], input: string | Buffer = ''): Buffer {
    return execFileSync('git', args, { cwd: this.#folder, input, maxBuffer: 1 << 28 });
  }
}
