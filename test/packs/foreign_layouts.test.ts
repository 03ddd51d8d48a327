import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Repository } from '../../generators/pipeline/repository/repository.js';
import { packOf, rowsOf, slugsWith, writeRepository } from '../support/checked.js';
import { scratchFolder } from '../support/scratch.js';
import { LAYOUTS } from './layouts.js';

const root = scratchFolder('layouts');
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a repository that this program has not made', () => {
  it.each(Object.entries(LAYOUTS))('is seen as it is: %s', async (_, { year, files, met }) => {
    writeRepository(root, Object.entries(files));
    const rows = await rowsOf(await packOf(year), new Repository(root));
    expect(slugsWith(rows, 'met')).toEqual(met);
    expect(slugsWith(rows, 'broken', 'declared')).toEqual([]);
  });

  it.each(['2024', '2025', '2026'])('is a git repository without an ignore file too, in %s', async (year) => {
    writeRepository(root, [['README.md', '# A project\n']]);
    expect(slugsWith(await rowsOf(await packOf(year), new Repository(root)), 'met')).toEqual(['git-repository']);
  });

  it('says what is declared and not imported, generated and not filled in', async () => {
    const [template] = Object.values(LAYOUTS);
    writeRepository(root, Object.entries(template?.files ?? {}));
    const rows = await rowsOf(await packOf('2026'), new Repository(root));
    const said = (slug: string): unknown => rows.get(slug)?.findings.map(({ code, path }) => [code, path]);
    expect(said('hydra')).toContainEqual(['only-declared', 'pyproject.toml']);
    expect(said('load-test')).toContainEqual(['only-declared', 'pyproject.toml']);
    expect(said('drift-robustness')).toContainEqual(['only-declared', 'pyproject.toml']);
    expect(rows.get('load-test')?.command).toBe('mlops new . --tasks load-test --plan');
  });
});
