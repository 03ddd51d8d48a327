import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trackedByMistake } from '../../../generators/pipeline/hygiene/tracked.js';
import { looking, shown } from './kept.js';

/** What git tracks in a folder. */
function trackedIn(root: string): string[] {
  return execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
}

/** Does what a finding says, as a person would paste it. */
function paste(root: string, command: string | undefined): void {
  execFileSync('sh', ['-c', command ?? 'false'], { cwd: root, stdio: 'pipe' });
}

describe('what git tracks by mistake', () => {
  it('is told once for a folder, with the number of files and a command that takes them out and keeps them out', async () => {
    const files = { 'wandb/run-1/a.log': 'a', 'wandb/run-2/b.log': 'b', 'src/a.py': 'x = 1\n' };
    const found = await looking(files, trackedByMistake, {
      afterwards(root, [finding]) {
        paste(root, finding?.command);
        expect(trackedIn(root)).toEqual(['src/a.py']);
        paste(root, 'test -f wandb/run-1/a.log && git check-ignore wandb/run-1/a.log');
      },
    });
    expect(shown(found)).toEqual([
      "warning: git tracks 2 files in wandb/, and the rule /wandb/ keeps such files out | printf '%s\\n' /wandb/ >> .gitignore && git rm -r --quiet --cached wandb",
    ]);
  });

  it('keeps what stands beside it in git, and adds no rule that is there already', async () => {
    const files = { '.gitignore': '/models/*\n!/models/.gitkeep', 'models/.gitkeep': '', 'models/a.pt': 'a', 'models/b.pt': 'b' };
    const found = await looking(files, trackedByMistake, {
      afterwards(root, [finding]) {
        paste(root, finding?.command);
        expect(trackedIn(root)).toEqual(['.gitignore', 'models/.gitkeep']);
      },
    });
    expect(found).toMatchObject([{ code: 'folder-tracked', path: 'models/', command: 'git rm --cached models/a.pt models/b.pt' }]);
  });

  it('is found by git itself where it is too much for a command, also where the last line of the ignore file is not ended', async () => {
    const weights = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`src/w ${index}.ckpt`, 'w']));
    await looking({ ...weights, 'src/a.py': 'x = 1\n', '.gitignore': '/x/' }, trackedByMistake, {
      afterwards(root, [finding]) {
        paste(root, finding?.command);
        expect(trackedIn(root)).toEqual(['.gitignore', 'src/a.py']);
      },
    });
  });

  it('is taken out by its own name, whatever that would mean to a shell or to git', async () => {
    const names = ['$(touch pwned).ckpt', '*.ckpt', "it's.ckpt", ':(top)x.ckpt', '-r.ckpt'];
    const others = { 'src/a.py': 'x = 1\n', '.gitignore': '!/fine.ckpt\n', 'fine.ckpt': 'f' };
    await looking({ ...Object.fromEntries(names.map((name) => [name, 'w'])), ...others }, trackedByMistake, {
      tracked: ['.'],
      afterwards(root, [finding]) {
        paste(root, finding?.command);
        expect(trackedIn(root)).toEqual(['.gitignore', 'fine.ckpt', 'src/a.py']);
        expect(existsSync(join(root, 'pwned'))).toBe(false);
      },
    });
  });

  it('is a secret with an error of its own', async () => {
    const found = await looking({ '.env': 'WANDB_API_KEY=abc\n', 'my key.pem': 'BEGIN PRIVATE KEY' }, trackedByMistake);
    expect(shown(found)).toEqual([
      "error: git tracks .env, which holds a secret, and everybody who has the repository has it too | printf '%s\\n' .env >> .gitignore && git rm --cached .env",
      "error: git tracks my key.pem, which holds a secret, and everybody who has the repository has it too | printf '%s\\n' '*.pem' >> .gitignore && git rm --cached 'my key.pem'",
    ]);
  });

  it('is nothing that a rule of the group lets in, and nothing that keeps a folder', async () => {
    const files = {
      '.gitignore': '!/models/small.ckpt\n',
      'models/small.ckpt': 's',
      'data/raw/.gitkeep': '',
      'data/raw/README.md': 'from here',
    };
    expect(await looking(files, trackedByMistake)).toEqual([]);
  });

  it('is nothing that git does not track, and nothing where there is no git', async () => {
    expect(await looking({ '.env': 'WANDB_API_KEY=abc\n', 'wandb/a': 'a' }, trackedByMistake, { tracked: [] })).toEqual([]);
  });

  it('is told for the folders at the top where it is everywhere', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`src/p${index}/__pycache__/a.pyc`, 'x']));
    expect(await looking(files, trackedByMistake)).toMatchObject([{ path: 'src/', values: { count: 30 } }]);
  });
});
