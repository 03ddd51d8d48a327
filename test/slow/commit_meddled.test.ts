import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commit } from '../../generators/pipeline/commit/commit.js';
import { recover } from '../../generators/pipeline/commit/recover.js';
import { Refusal } from '../../generators/pipeline/errors.js';
import { CHANGES, fill, inScratch, makeProject, photograph } from '../pipeline/commit/scene.js';

/** What somebody does to a project while a command writes in it, at any moment. */
interface Deed {
  /** The paths that may be other than before and after. */
  readonly touches: RegExp;
  readonly act: (root: string) => void;
  /** A moment that no program can close here: between the last look at a folder and the rename in it. */
  readonly notAt?: string;
  /** What they wrote must be in the project afterwards, whatever became of the command. */
  readonly writes?: true;
}

const THEIRS = 'of somebody\n';

function save(root: string, path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), THEIRS);
}

const DEEDS: Readonly<Record<string, Deed>> = {
  'saves a file that the command replaces': {
    touches: /^README\.md/,
    act: (root) => save(root, 'README.md'),
    writes: true,
  },
  'saves a file that the command removes': {
    touches: /^(keep\/|keep\/gone\.txt.*)$/,
    act: (root) => save(root, 'keep/gone.txt'),
    writes: true,
  },
  'makes a file that the command makes': {
    touches: /^new(\/|$)/,
    act: (root) => save(root, 'new/deep/file.py'),
    writes: true,
  },
  'makes a file in a folder that the command empties': {
    touches: /^src\/old/,
    act: (root) => save(root, 'src/old/deep/mine.py'),
    writes: true,
  },
  'removes a file that the command replaces': {
    touches: /^src\/app\.py/,
    act: (root) => rmSync(join(root, 'src/app.py'), { force: true }),
  },
  'puts a link in the place of a folder': {
    touches: /^(src|moved)/,
    act: (root) => {
      renameSync(join(root, 'src'), join(root, 'moved'));
      symlinkSync('../outside', join(root, 'src'));
    },
    notAt: 'new/src/app.py',
  },
  'puts a file in the place of a folder': {
    touches: /^(empty|moved)/,
    act: (root) => {
      renameSync(join(root, 'empty'), join(root, 'moved'));
      save(root, 'empty');
    },
    writes: true,
  },
};

/** The content of each file in a folder. */
function textsIn(root: string): string[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((found) => found.isFile());
  return files.map((found) => readFileSync(join(found.parentPath, found.name), 'utf8'));
}

/** The lines of a photograph about the paths that nobody else touched. */
function untouched(photo: readonly string[], { touches }: Deed): string[] {
  return photo.filter((line) => !touches.test(line.split(' ')[0] ?? ''));
}

describe.each(Object.entries(DEEDS))('somebody who %s', (_, deed) => {
  it('at any moment of a write keeps it, and the project is as before or as after', { timeout: 120_000 }, () =>
    inScratch(async (scratch) => {
      const [plain, root] = [join(scratch, 'plain'), join(scratch, 'project')];
      makeProject(plain);
      const then = photograph(plain);
      await commit(plain, CHANGES);
      const done = photograph(plain);
      fill(scratch, { 'outside/theirs.txt': 'theirs' });
      const outside = photograph(join(scratch, 'outside'));
      let outcomes = 0;
      for (let number = 1, reached = true; reached; number += 1) {
        makeProject(root);
        let count = 0;
        const step = (_: string, path: string): void => {
          count += 1;
          const isClosed = deed.notAt === undefined || !path.endsWith(deed.notAt);
          if (count === number && isClosed) deed.act(root);
        };
        const outcome = await commit(root, CHANGES, { step }).then(
          () => 'after',
          (error: unknown) => error,
        );
        reached = count >= number;
        const where = `before step ${number}`;
        if (outcome !== 'after') expect(outcome, where).toBeInstanceOf(Refusal);
        recover(root);
        expect(untouched(photograph(root), deed), where).toEqual(untouched(outcome === 'after' ? done : then, deed));
        expect(photograph(join(scratch, 'outside')), where).toEqual(outside);
        expect(existsSync(join(root, '.mlops/lock')), where).toBe(false);
        if (reached && deed.writes === true) expect(textsIn(root), where).toContain(THEIRS);
        outcomes += outcome === 'after' ? 1 : 0;
        rmSync(root, { recursive: true });
      }
      expect(outcomes).toBeGreaterThan(0);
    }),
  );
});
