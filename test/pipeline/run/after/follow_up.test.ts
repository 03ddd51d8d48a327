import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Scratch } from '../scratch.js';

test('nothing is run for a pack that did not come with the generator: the commands are told instead', async () => {
  const scratch = new Scratch();
  scratch.write('pyproject.toml', '');
  const { out } = await scratch.run('new', [], { pack: `${scratch.folder}/course.pack`, tasks: 'minimal', name: 'Demo' });
  expect(out).toContain('Warning: The pack did not come with the generator, so no command was run.\n  Run: git init -b main');
  expect(existsSync(join(scratch.root, '.git'))).toBe(false);
});

test('--skip-git and --skip-install leave nothing to tell', async () => {
  const scratch = new Scratch();
  const { out } = await scratch.run('new', [], {
    ...{ pack: `${scratch.folder}/course.pack`, tasks: 'minimal', name: 'Demo' },
    ...{ 'skip-git': true, 'skip-install': true },
  });
  expect(out).not.toContain('Warning');
});
