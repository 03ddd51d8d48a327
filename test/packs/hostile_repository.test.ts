import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sentenceOf } from '../../generators/pipeline/finding/sentence.js';
import type { Pack, Sign } from '../../generators/pipeline/pack/pack.js';
import { Repository } from '../../generators/pipeline/repository/repository.js';
import { packOf, rowsOf, slugsWith, writeRepository } from '../support/checked.js';
import { scratchFolder } from '../support/scratch.js';

const root = scratchFolder('hostile');
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** All that the pack looks for, once in each line of a megabyte, as a string that is none of it. */
function heavy({ tasks }: Pack): string {
  const signs: readonly Sign[] = tasks.flatMap(({ evidence }) => evidence.flat());
  const lines = signs.flatMap(({ module, names = [] }) =>
    module === undefined ? [] : [`import ${module}`, ...names.map((name) => `from ${module} import ${name}`)],
  );
  return `${lines.join('\n')}\n`.repeat(400).slice(0, 900_000);
}

describe.skipIf(process.platform === 'win32')('a repository that means harm', () => {
  it('is judged within seconds, task by task, and its names are shown as one line', async () => {
    const pack = await packOf('2026');
    const module = heavy(pack);
    const yaml = `a: &a [${'x, '.repeat(50)}]\n${'b: [*a, *a, *a, *a, *a]\n'.repeat(3000)}steps: 1\nscripts: 2\n`;
    writeRepository(root, [
      ...Array.from({ length: 20 }, (_, at) => [`src/x/m${at}.py`, module] as const),
      ['pyproject.toml', `tool = ${'['.repeat(50_000)}\n# project requires-python scripts mypy ruff lint select coverage`],
      ['environment.yml', yaml],
      ['dvc.yaml', yaml],
      ['package.json', `{"dependencies": ${'{"react":'.repeat(10_000)}`],
      ['src/x/\u001b[31m<script>\n.py', 'x = (\n'],
      ['.github/workflows/a.yaml', `runs-on: ${'"#'.repeat(200_000)}`],
    ]);
    symlinkSync('/etc', join(root, 'docs'));
    symlinkSync('/proc/self/environ', join(root, 'README.md'));
    execFileSync('mkfifo', [join(root, 'Makefile')]);
    mkdirSync(dirname(join(root, '.git/info/exclude')), { recursive: true });
    writeFileSync(join(root, '.git/index'), 'DIRC\0\0\0\u0002\uffff\uffff');
    const start = process.cpuUsage();
    const rows = await rowsOf(pack, new Repository(root));
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(5_000_000);
    expect(slugsWith(rows, 'broken')).toEqual([]);
    const said = [...rows.values()].flatMap(({ findings }) => findings.map(sentenceOf));
    expect(said.filter((sentence) => /\p{Cc}/u.test(sentence))).toEqual([]);
  }, 30_000);
});
