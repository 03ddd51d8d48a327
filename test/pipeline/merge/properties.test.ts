import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, PathPolicy } from '../../../generators/pipeline/change.js';
import { merge } from '../../../generators/pipeline/merge/merge.js';
import { type Entry, type FileEntry, type FileTree, sameEntry } from '../../../generators/pipeline/tree.js';
import { applied } from './trees.js';

/** How many scenes each property is held against: `test:doors` sets more. */
const numRuns = Number(process.env['MERGES'] ?? 300);

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', '', '  x', 'y'), { maxLength: 8 })
  .map((lines) => Buffer.from(lines.map((line) => `${line}\n`).join('')));
const noise = fc.uint8Array({ maxLength: 6 }).map((array) => Buffer.from(array));
const bytes = fc.oneof({ weight: 8, arbitrary: text }, { weight: 1, arbitrary: noise });
const content: fc.Arbitrary<FileEntry> = fc.record({ bytes, executable: fc.boolean() }).map((entry) => ({ kind: 'file', ...entry }));
const path = fc.constantFrom('a', 'b.py', 'docs/a.md', 'docs/b.md', 'src/old/m.py', 'src/new/m.py', 'x/y/z');

/** A render: in it an origin is a path, except that two paths share one. */
const render: fc.Arbitrary<FileTree> = fc
  .uniqueArray(fc.tuple(path, content), { selector: ([path]) => path, maxLength: 6 })
  .map((entries) => {
    return new Map(entries.map(([path, entry]) => [path, { ...entry, origin: path.replace(/old|new/, 'pkg') }]));
  });

/** What a person makes of a render: files edited, dropped, replaced by a link, added. */
const kind = fc.constantFrom('drop', 'link', 'line', 'replace');
const person = fc.record({
  edits: fc.array(fc.tuple(fc.nat(6), kind, fc.nat(10_000), content), { maxLength: 4 }),
  added: fc.array(fc.tuple(path, content), { maxLength: 2 }),
});

type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;

function projectOf(base: FileTree, { edits, added }: Person): Map<string, Entry> {
  const tree = new Map<string, Entry>(base);
  const paths = [...base.keys()];
  for (const [index, kind, number, entry] of edits) {
    const path = paths[index];
    const old = path === undefined ? undefined : tree.get(path);
    if (path === undefined || old?.kind !== 'file') continue;
    if (kind === 'drop') tree.delete(path);
    if (kind === 'link') tree.set(path, { kind: 'link', target: 'there' });
    if (kind === 'replace') tree.set(path, entry);
    if (kind === 'line') tree.set(path, { ...old, bytes: Buffer.concat([old.bytes, Buffer.from(`mine ${number}\n`)]) });
  }
  for (const [path, entry] of added) if (!tree.has(path)) tree.set(path, entry);
  return tree;
}

const additive = (['lines', 'markdown', 'python'] as const).map((format): PathPolicy => ({ additive: format }));
const policy = fc.constantFrom<PathPolicy>({}, {}, ...additive, { once: true });

interface Scene {
  readonly base: FileTree;
  readonly yours: Map<string, Entry>;
  readonly next: FileTree;
  readonly policy: PathPolicy;
}

const scene: fc.Arbitrary<Scene> = fc
  .tuple(render, person, render, policy)
  .map(([base, edits, next, policy]) => ({ base, yours: projectOf(base, edits), next, policy }));

async function run({ base, yours, next, policy }: Scene) {
  const { changes } = await merge(base, yours, next, () => policy);
  return {
    changes,
    after: applied(
      yours,
      changes.flatMap(({ writes }) => writes),
    ),
  };
}

function sameTrees(one: ReadonlyMap<string, Entry>, other: ReadonlyMap<string, Entry>): boolean {
  return one.size === other.size && [...one].every(([path, entry]) => sameEntry(entry, other.get(path)));
}

async function always(check: (given: Scene) => Promise<void>) {
  await fc.assert(fc.asyncProperty(scene, check), { numRuns });
}

describe('whatever people and packs do', { timeout: 5 * 60_000 }, () => {
  test('a project that nobody touched becomes what we render now', async () => {
    await always(async ({ base, next, policy }) => {
      const { after } = await run({ base, yours: new Map<string, Entry>(base), next, policy });
      expect(sameTrees(after, next)).toBe(true);
    });
  });

  test('where we render what we rendered, the project stays as it is', async () => {
    await always(async ({ base, yours, policy }) => {
      const { changes } = await run({ base, yours, next: base, policy });
      expect(changes.every(({ outcome, writes }) => outcome === 'unchanged' && writes.length === 0)).toBe(true);
    });
  });

  test('a second run right after changes nothing', async () => {
    await always(async (given) => {
      const { after } = await run(given);
      const again = await run({ ...given, base: given.next, yours: after });
      expect(again.changes.flatMap(({ writes }) => writes)).toEqual([]);
    });
  });

  test('no line that a person wrote is lost', async () => {
    await always(async (given) => {
      const { changes, after } = await run(given);
      for (const [path, entry] of given.yours) {
        const ours = given.base.get(path) ?? movedByHand(path, given);
        if (entry.kind !== 'file') expect(after.get(path)).toEqual(entry);
        else if (!sameEntry(entry, ours)) expect(missing(entry, ours, standing(path, changes, after))).toEqual([]);
      }
    });
  });

  test('what is left aside for the person is never written over', async () => {
    await always(async (given) => {
      const { changes } = await run(given);
      const writes = changes.flatMap((change) => [...change.writes, ...Object.values(change.resolutions ?? {}).flat()]);
      for (const { path, before } of writes) expect(before === given.yours.get(path)).toBe(true);
    });
  });

  test('each rendered path is told of once, in order, and the same each time', async () => {
    await always(async (given) => {
      const { changes } = await run(given);
      const told = changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]));
      expect(new Set(told).size).toBe(told.length);
      for (const path of [...given.base.keys(), ...given.next.keys()]) {
        expect(told.includes(path) || isMovedByHand(path, given)).toBe(true);
      }
      expect(changes.map(({ path }) => path)).toEqual(changes.map(({ path }) => path).sort());
      expect((await run(given)).changes).toEqual(changes);
      expect(changes.filter(({ outcome, note }) => (outcome === 'conflict' || outcome === 'kept') && !note)).toEqual([]);
    });
  });
});

/** The file that holds what the person had at a path: there, or where it moved. */
function standing(path: string, changes: readonly Change[], after: ReadonlyMap<string, Entry>): Entry | undefined {
  const moved = changes.find(({ from }) => from === path);
  return after.get(moved?.path ?? path);
}

/** An old path at which the person left nothing: the move is told of at the new path, where nothing moves any more. */
function isMovedByHand(path: string, { base, yours, next }: Scene): boolean {
  return base.has(path) && !next.has(path) && !yours.has(path);
}

/** What we had at another path before, where the person put it there themselves: it takes the new version, as at the old path. */
function movedByHand(path: string, { base, next }: Scene): FileEntry | undefined {
  const origin = next.get(path)?.origin;
  return [...base.values()].find((entry) => origin !== undefined && entry.origin === origin);
}

/** Lines that the person wrote and that are not there any more. */
function missing(entry: FileEntry, base: FileEntry | undefined, after: Entry | undefined): string[] {
  const lines = (file: Entry | undefined) => (file?.kind === 'file' ? file.bytes.toString('latin1').split('\n') : []);
  const [known, left] = [new Set(lines(base)), new Set(lines(after))];
  return lines(entry).filter((line) => line !== '' && !known.has(line) && !left.has(line));
}
