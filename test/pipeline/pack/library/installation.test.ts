import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packsFolder, readBuilt, templateFolder } from '../../../../generators/pipeline/pack/library/installation.js';

it('the packs that came with the generator are found from wherever it is started, with their sources', () => {
  expect(readdirSync(packsFolder())).toContain('index.json');
  expect(existsSync(join(templateFolder('2026') ?? '', 'pack.yml'))).toBe(true);
  expect(templateFolder('1999')).toBeUndefined();
});

it('what the build made of them has no letter that takes long to decode', () => {
  for (const file of readdirSync(packsFolder()).filter((name) => !name.endsWith('.pack')))
    expect(/[^\0-\x7f]/.test(readBuilt(file)), file).toBe(false);
});
