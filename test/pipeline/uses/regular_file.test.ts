import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRegularFile } from '../../../generators/pipeline/uses/regular_file.js';
import { fill, inScratch } from '../commit/scene.js';

const here = { follows: false };

describe('a file of strangers', () => {
  it('is read where it is a regular one', () =>
    inScratch((root) => {
      fill(root, { a: 'text', empty: '' });
      expect(readRegularFile(join(root, 'a'), 10, here)?.toString()).toBe('text');
      expect(readRegularFile(join(root, 'empty'), 10, here)?.toString()).toBe('');
    }));

  it('is not where it is too large, a folder or a device', () =>
    inScratch((root) => {
      fill(root, { a: 'text', 'b/': '' });
      expect(readRegularFile(join(root, 'a'), 3, here)).toBeUndefined();
      expect(readRegularFile(join(root, 'b'), 10, here)).toBeUndefined();
      if (process.platform !== 'win32') expect(readRegularFile('/dev/zero', 10, here)).toBeUndefined();
    }));

  it.skipIf(process.platform === 'win32')('is not waited for where it is a pipe', () =>
    inScratch((root) => {
      execFileSync('mkfifo', [join(root, 'pipe')]);
      expect(readRegularFile(join(root, 'pipe'), 10, here)).toBeUndefined();
    }),
  );

  it.skipIf(process.platform === 'win32')('is read through a link only where links are followed', () =>
    inScratch((root) => {
      fill(root, { a: 'text' });
      symlinkSync('a', join(root, 'link'));
      expect(() => readRegularFile(join(root, 'link'), 10, here)).toThrow('ELOOP');
      expect(readRegularFile(join(root, 'link'), 10, { follows: true })?.toString()).toBe('text');
    }),
  );
});
