import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { uvWorkspaceAbove } from '../../../../generators/pipeline/run/after/uv_workspace.js';
import { fill, inScratch } from '../../commit/scene.js';

const workspace = (...lines: string[]): string => `[tool.uv.workspace]\n${lines.join('\n')}\n`;

describe('the uv workspace above a project', () => {
  test.each([
    ['one that names its folder', workspace('members = ["packages/ml"]'), 'packages/ml', true],
    ['one that names all in a folder', workspace('members = ["packages/*"]'), 'packages/ml', true],
    ['one that names all below a folder', workspace('members = ["packages/**"]'), 'packages/deep/ml', true],
    ['one that names others', workspace('members = ["apps/*", "packages"]'), 'packages/ml', false],
    ['one whose pattern goes no deeper', workspace('members = ["packages/*"]'), 'packages/deep/ml', false],
    ['one that excludes it', workspace('members = ["packages/*"]', 'exclude = ["packages/ml"]'), 'packages/ml', false],
    ['a project of its own', '[project]\nname = "x"\n', 'packages/ml', false],
    ['a file that nobody can read', 'members = = [', 'packages/ml', false],
  ])('%s', (_, text, path, isMember) =>
    inScratch((root) => {
      fill(root, { 'pyproject.toml': text });
      expect(uvWorkspaceAbove(join(root, path))).toBe(isMember ? root : undefined);
    }),
  );
});
