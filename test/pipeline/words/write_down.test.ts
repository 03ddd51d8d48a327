import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../generators/pipeline/doors/arguments.js';
import { writeDown } from '../../../generators/pipeline/words/write_down.js';
import { fill, inScratch, photograph } from '../commit/scene.js';
import { terminal } from '../terminal_stub.js';

const FILE = 'mlops-check.yaml';

/** Runs `mlops check` with these options in a folder; what is told. */
async function writing(root: string, values: Parameters<typeof readOptions>[0]): Promise<string> {
  let told = '';
  const request = { command: 'check', what: [], cwd: root, options: readOptions(values), flags: {} };
  await writeDown(request, terminal({ interactive: false, err: (text) => void (told += text) }));
  return told;
}

describe('what a group says', () => {
  it('is written down and told, and nothing else of ours stays', () =>
    inScratch(async (root) => {
      fill(root, { 'README.md': '# Ours\n' });
      const told = await writing(root, { declare: ['alerts=By hand, on Friday'], aside: ['empty-file:a/**=Later'] });
      expect(told).toBe(
        'mlops-check.yaml: alerts is declared; you say: By hand, on Friday.\nmlops-check.yaml: empty-file is set aside at a/**.\n',
      );
      expect(photograph(root).map((line) => line.split(' ')[0])).toEqual(['/', 'README.md', FILE]);
    }));

  it('is refused as a whole where one part of it is wrong', () =>
    inScratch(async (root) => {
      fill(root, { [FILE]: 'declared: {}\n' });
      const before = photograph(root);
      await expect(writing(root, { declare: ['alerts=x', 'nothing-like-it=y'] })).rejects.toThrow('There is no task of the checklist');
      await expect(writing(root, { declare: ['alerts=x'], tick: true })).rejects.toThrow('There is no report here');
      expect(photograph(root)).toEqual(before);
    }));

  it('is refused where the file is not in UTF-8, or is a folder', () =>
    inScratch(async (root) => {
      fill(root, { 'a/x': 'x', [`b/${FILE}/`]: '' });
      fill(root, { [`a/${FILE}`]: 'x' });
      writeFileSync(join(root, 'a', FILE), Buffer.from([0x23, 0xff, 0x0a]));
      await expect(writing(join(root, 'a'), { declare: ['alerts=x'] })).rejects.toThrow(`${FILE} is not in UTF-8`);
      await expect(writing(join(root, 'b'), { declare: ['alerts=x'] })).rejects.toThrow(`${FILE} is no regular file`);
    }));
});

describe('--tick', () => {
  it('ticks what is met and says which; a second time there is nothing to tick', () =>
    inScratch(async (root) => {
      const boxes = '- [ ] Create a git repository (M5)\n- [ ] Set up monitoring\n- [ ] Write a documentation for your application (M32)\n';
      fill(root, { 'reports/README.md': boxes, '.gitignore': '.venv/\n*.ckpt\nwandb/\n' });
      fill(root, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${'a'.repeat(40)}\n` });
      const told = await writing(root, { tick: true });
      expect(told).toMatch(/^reports\/README\.md: ticked git-repository/);
      expect(readFileSync(join(root, 'reports/README.md'), 'utf8')).toMatch(
        /^- \[x\] Create a git repository \(M5\)\n- \[ \] Set up monitoring\n/,
      );
      expect(await writing(root, { tick: true })).toBe('reports/README.md: every task that is met is ticked already.\n');
    }));

  it('and what is written down go in one run', () =>
    inScratch(async (root) => {
      fill(root, { 'reports/README.md': '- [ ] Create a git repository\n', '.gitignore': '.venv/\n*.ckpt\nwandb/\n' });
      fill(root, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${'a'.repeat(40)}\n` });
      expect(await writing(root, { tick: true, declare: ['alerts=x'] })).toBe(
        'mlops-check.yaml: alerts is declared; you say: x.\nreports/README.md: ticked git-repository.\n',
      );
    }));

  it('is refused for a report that is not in UTF-8, and nothing is written', () =>
    inScratch(async (root) => {
      writeFileSync(join(root, 'a.md'), Buffer.concat([Buffer.from('- [ ] Create a git repository\n'), Buffer.from([0xff])]));
      const before = photograph(root);
      await expect(writing(root, { tick: true, declare: ['alerts=x'] })).rejects.toThrow('a.md is not in UTF-8');
      expect(photograph(root)).toEqual(before);
    }));
});
