import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Write } from '../../../generators/pipeline/change.js';
import { commit } from '../../../generators/pipeline/commit/commit.js';
import { hasPendingWrite } from '../../../generators/pipeline/commit/recover.js';
import { Interruption, Refusal } from '../../../generators/pipeline/errors.js';
import { CHANGES, create, file, fill, inScratch, makeProject, photograph, remove, replace } from './scene.js';

/** An error as the operating system throws it. */
function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: somewhere`), { code });
}

/** A step hook that fails once, at the given step; it counts how many there were. */
function failAt(number: number, code = 'ENOSPC'): { step: () => void; count: () => number } {
  let steps = 0;
  return {
    step: () => {
      steps += 1;
      if (steps === number) throw diskError(code);
    },
    count: () => steps,
  };
}

/** A step hook that does something once, right before the first change whose path ends so. */
function before(action: string, suffix: string, deed: () => void): (action: string, path: string) => void {
  let done = false;
  return (now, path) => {
    if (done || now !== action || !path.endsWith(suffix)) return;
    done = true;
    deed();
  };
}

describe('a write', () => {
  it('makes a project in a folder that is not there, with the folders above it', () =>
    inScratch(async (folder) => {
      const root = join(folder, 'a', 'b');
      const receipt = await commit(root, [create('src/x.py', 'x\n'), create('.mlops/pack', 'p'), create('README.md', '#\n')]);
      expect(receipt).toEqual({ written: ['.mlops/pack', 'README.md', 'src/x.py'], removed: [], interrupted: false });
      expect(photograph(root).map((line) => line.split(' ')[0])).toEqual(['/', '.mlops/', '.mlops/pack', 'README.md', 'src/', 'src/x.py']);
      expect(hasPendingWrite(root)).toBe(false);
    }));

  it('adds, replaces and removes in one go, and leaves nothing of its own behind', () =>
    inScratch(async (root) => {
      makeProject(root);
      const receipt = await commit(root, CHANGES);
      expect(receipt.removed).toEqual(['docs', 'keep/gone.txt', 'src/old/deep/gone.py', 'src/old/gone.py']);
      for (const { path, after } of CHANGES) {
        if (after !== undefined) expect(readFileSync(join(root, path)).equals(after.bytes)).toBe(true);
      }
      expect(existsSync(join(root, 'src/old'))).toBe(false);
      expect(readFileSync(join(root, 'keep/notes.txt'), 'utf8')).toBe('notes\n');
      expect(lstatSync(join(root, 'run.sh')).mode & 0o100).toBe(0o100);
      expect(lstatSync(join(root, 'new/tool.sh')).mode & 0o100).toBe(0o100);
      expect(lstatSync(join(root, 'README.md')).mode & 0o777).toBe(0o640);
      expect(photograph(root, '.mlops').length).toBe(2);
    }));

  it('of nothing touches nothing, not even to lock', () =>
    inScratch(async (folder) => {
      const root = join(folder, 'none');
      await commit(root, [{ path: 'same.txt', before: file('x'), after: file('x') }]);
      expect(existsSync(root)).toBe(false);
    }));

  it('removes a folder that it emptied, and keeps one in which a person has something', () =>
    inScratch(async (root) => {
      fill(root, { 'a/b/x': '1', 'c/x': '1', 'c/mine/': '' });
      await commit(root, [remove('a/b/x', '1'), remove('c/x', '1')]);
      expect(photograph(root).map((line) => line.split(' ')[0])).toEqual(['/', 'c/', 'c/mine/']);
    }));

  it('puts a file where a folder was that it emptied', () =>
    inScratch(async (root) => {
      fill(root, { 'a/b/x': '1' });
      await commit(root, [remove('a/b/x', '1'), create('a', 'file')]);
      expect(readFileSync(join(root, 'a'), 'utf8')).toBe('file');
    }));

  it('removes the last of our files with their folder', () =>
    inScratch(async (root) => {
      fill(root, { '.mlops/pack': 'p' });
      await commit(root, [remove('.mlops/pack', 'p')]);
      expect(photograph(root)).toHaveLength(1);
    }));

  it.each(['../out', '/abs', 'a/../../b', 'a\\b', '.git/hooks/x', 'sub/.GIT/config', '.mlops/lock/x', 'C:/x', 'a//b', '', '.'])(
    'refuses the path %j, which is not one of the project',
    (path) =>
      inScratch(async (root) => {
        await expect(commit(root, [create(path, 'x')])).rejects.toThrow(Refusal);
        expect(photograph(root)).toHaveLength(1);
      }),
  );
});

describe('a write that meets somebody else', () => {
  it.each<[string, Write, Readonly<Record<string, string>>]>([
    ['edited a file', replace('a.py', 'old', 'new'), { 'a.py': 'mine' }],
    ['deleted a file', replace('a.py', 'old', 'new'), {}],
    ['made a file', create('a.py', 'new'), { 'a.py': 'mine' }],
    ['made a folder', replace('a.py', 'old', 'new'), { 'a.py/': '' }],
    ['edited a file that goes', remove('a.py', 'old'), { 'a.py': 'mine' }],
  ])('who %s since it was read is refused, naming the path', (_, write, files) =>
    inScratch(async (root) => {
      fill(root, { ...files, 'z.txt': 'z' });
      const then = photograph(root);
      await expect(commit(root, [write, replace('z.txt', 'z', 'zz')])).rejects.toThrow(/^a\.py changed/);
      expect(photograph(root)).toEqual(then);
    }),
  );

  it('who edits a file in the middle of the writing is refused, and the edit stays', () =>
    inScratch(async (root) => {
      makeProject(root);
      const then = photograph(root);
      const step = before('rename', 'src/app.py', () => writeFileSync(join(root, 'src/app.py'), 'mine\n'));
      await expect(commit(root, CHANGES, { step })).rejects.toThrow(/src\/app\.py changed/);
      expect(readFileSync(join(root, 'src/app.py'), 'utf8')).toBe('mine\n');
      writeFileSync(join(root, 'src/app.py'), 'print(1)\n');
      expect(photograph(root)).toEqual(then);
    }));

  it('who edits a file that was just written keeps that edit beside the restored file', () =>
    inScratch(async (root) => {
      fill(root, { 'a.py': 'old' });
      const step = before('rename', 'journal.json', () => {
        writeFileSync(join(root, 'a.py'), 'mine');
        throw diskError('EIO');
      });
      await expect(commit(root, [replace('a.py', 'old', 'new')], { step })).rejects.toThrow(Refusal);
      expect(readFileSync(join(root, 'a.py'), 'utf8')).toBe('old');
      expect(readFileSync(join(root, 'a.py.edited'), 'utf8')).toBe('mine');
    }));

  it('never follows a linked folder, also not one that appears in between', () =>
    inScratch(async (folder) => {
      const root = join(folder, 'project');
      fill(folder, { 'outside/x.py': 'theirs', 'project/src/x.py': 'old', 'project/a.txt': 'a' });
      const outside = photograph(join(folder, 'outside'));
      const step = before('rename', 'project/a.txt', () => {
        renameSync(join(root, 'src'), join(root, 'moved'));
        symlinkSync('../outside', join(root, 'src'));
      });
      const writes = [replace('a.txt', 'a', 'aa'), replace('src/x.py', 'old', 'new'), create('src/y.py', 'y')];
      await expect(commit(root, writes, { step })).rejects.toThrow(/src is a symbolic link/);
      await expect(commit(root, writes)).rejects.toThrow(/src is a symbolic link/);
      expect(photograph(join(folder, 'outside'))).toEqual(outside);
      expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('a');
    }));

  it('refuses a linked .mlops', () =>
    inScratch(async (folder) => {
      fill(folder, { 'outside/': '', 'project/': '' });
      symlinkSync('../outside', join(folder, 'project/.mlops'));
      await expect(commit(join(folder, 'project'), [create('a', 'a')])).rejects.toThrow(/\.mlops is a symbolic link/);
      expect(photograph(join(folder, 'outside'))).toHaveLength(1);
    }));

  it('replaces a link itself, not what it points to', () =>
    inScratch(async (root) => {
      fill(root, { target: 't' });
      symlinkSync('target', join(root, 'link'));
      await commit(root, [{ path: 'link', before: { kind: 'link', target: 'target' }, after: file('own') }]);
      expect(readFileSync(join(root, 'target'), 'utf8')).toBe('t');
      expect(lstatSync(join(root, 'link')).isFile()).toBe(true);
    }));

  it('says what is in the way where the folder is a file', () =>
    inScratch(async (folder) => {
      fill(folder, { file: 'x' });
      await expect(commit(join(folder, 'file'), [create('a', 'a')])).rejects.toThrow(Refusal);
      await expect(commit(join(folder, 'file', 'below'), [create('a', 'a')])).rejects.toThrow(/there is a file where a folder is needed/);
    }));
});

describe('a write that fails', () => {
  it('at any step leaves the project as it was, and the next one succeeds', () =>
    inScratch(async (folder) => {
      for (let number = 1, reached = true; reached; number += 1) {
        const root = join(folder, String(number));
        makeProject(root);
        const then = photograph(root);
        const { step, count } = failAt(number);
        const outcome = await commit(root, CHANGES, { step }).then(
          () => 'done',
          (error: unknown) => error,
        );
        reached = count() >= number;
        if (outcome === 'done') {
          // The last steps only clean up; what they leave goes with the next command.
          expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe('merged\n');
        } else {
          expect(outcome, `step ${number}`).toBeInstanceOf(Refusal);
          expect(photograph(root), `step ${number}`).toEqual(then);
          await commit(root, CHANGES);
        }
        rmSync(root, { recursive: true });
      }
    }));

  it('at any step leaves no folder behind where none was', () =>
    inScratch(async (folder) => {
      mkdirSync(join(folder, 'above'));
      for (let number = 1, reached = true; reached; number += 1) {
        const { step, count } = failAt(number);
        const root = join(folder, 'above', String(number), 'project');
        const outcome = await commit(root, [create('a/b.txt', 'b'), create('c.txt', 'c')], { step }).catch((error: unknown) => error);
        reached = count() >= number;
        if (outcome instanceof Error) expect(photograph(join(folder, 'above')), `step ${number}`).toHaveLength(1);
        rmSync(join(folder, 'above', String(number)), { recursive: true, force: true });
      }
    }));

  it.each([
    ['ENOSPC', 'Cannot write new/tool.sh: the disk is full. Free some space'],
    ['EACCES', 'Cannot write new/tool.sh: permission is denied. Give yourself'],
    ['EROFS', 'Cannot write new/tool.sh: the disk is read-only. Work in'],
    ['EWEIRD', 'Cannot write new/tool.sh: EWEIRD. Check'],
  ])('says so in one fact and one remedy: %s', (code, words) =>
    inScratch(async (root) => {
      makeProject(root);
      const step = before('write', 'new/tool.sh', () => {
        throw diskError(code);
      });
      await expect(commit(root, CHANGES, { step })).rejects.toThrow(words);
    }),
  );

  it('because the disk refuses to go back too is repaired by the next command', () =>
    inScratch(async (root) => {
      makeProject(root);
      const then = photograph(root);
      let broken = false;
      const step = (action: string, path: string): void => {
        broken ||= action === 'rename' && path.endsWith('new/new');
        if (broken) throw diskError('EIO');
      };
      await expect(commit(root, CHANGES, { step })).rejects.toThrow(/so did restoring the files/);
      expect(hasPendingWrite(root)).toBe(true);
      await commit(root, [create('other.txt', 'o')]);
      rmSync(join(root, 'other.txt'));
      expect(photograph(root)).toEqual(then);
    }));

  it('whatever the tree and the step, is all or nothing', () =>
    fc.assert(
      fc.asyncProperty(fc.array(scene(), { minLength: 1, maxLength: 8 }), fc.nat(60), (draws, number) =>
        inScratch(async (root) => {
          const writes = layOut(root, draws);
          const then = photograph(root);
          const { step } = failAt(number);
          const outcome = await commit(root, writes, { step }).catch((error: unknown) => error);
          if (outcome instanceof Error) expect(photograph(root)).toEqual(then);
          else for (const { path, after } of writes) expect(content(join(root, path))).toBe(after?.bytes.toString());
        }),
      ),
      { numRuns: 150 },
    ));
});

describe('an interruption', () => {
  it('before the first change is obeyed: nothing is written', () =>
    inScratch(async (root) => {
      makeProject(root);
      const then = photograph(root);
      const step = before('write', 'new/tool.sh', () => process.kill(process.pid, 'SIGTERM'));
      const outcome = await commit(root, CHANGES, { step }).catch((error: unknown) => error);
      expect(outcome).toBeInstanceOf(Interruption);
      expect(outcome).toMatchObject({ exitCode: 143 });
      expect(photograph(root)).toEqual(then);
    }));

  it('after it waits until all is written, and is reported', () =>
    inScratch(async (root) => {
      makeProject(root);
      const step = before('rename', 'src/app.py', () => process.kill(process.pid, 'SIGINT'));
      expect((await commit(root, CHANGES, { step })).interrupted).toBe(true);
      expect(readFileSync(join(root, 'new/tool.sh'), 'utf8')).toBe('#!/bin/sh\n');
      expect(process.listenerCount('SIGHUP')).toBe(0);
    }));
});

interface Draw {
  readonly folder: string;
  readonly name: string;
  readonly old: string | undefined;
  readonly next: string | undefined;
}

function scene(): fc.Arbitrary<Draw> {
  const text = fc.option(fc.constantFrom('', 'one', 'two'), { nil: undefined });
  return fc.record({
    folder: fc.constantFrom('', 'a/', 'a/b/', 'c/', 'd/e/f/'),
    name: fc.constantFrom('x', 'y', 'z'),
    old: text,
    next: text,
  });
}

/** Makes the old state on disk; the writes lead to the next one. */
function layOut(root: string, draws: readonly Draw[]): Write[] {
  const byPath = new Map(draws.map((draw) => [draw.folder + draw.name, draw]));
  return [...byPath].map(([path, { old, next }]) => {
    if (old !== undefined) fill(root, { [path]: old });
    return {
      path,
      before: old === undefined ? undefined : file(old),
      after: next === undefined ? undefined : file(next),
    };
  });
}

function content(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
