import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
const counts = process.env['COUNTS_FILE'];

/**
 * What takes minutes. The doors as processes: the published package, unpacked once into a temporary folder, run by an ordinary
 * user. And many random lives and merges, of which the quick suite has a few: `LIVES` and `MERGES` say how many.
 */
export default defineConfig({
  define: { GENERATOR_VERSION: JSON.stringify(version) },
  test: {
    include: [
      'test/doors/**/*.test.ts',
      'test/slow/**/*.test.ts',
      'test/lives/lives.test.ts',
      'test/packs/keyed_files.test.ts',
      'test/pipeline/merge/properties.test.ts',
    ],
    env: { LIVES: process.env['LIVES'] ?? '1000', MERGES: process.env['MERGES'] ?? '3000' },
    globalSetup: ['test/doors/setup.ts'],
    reporters: counts === undefined ? ['default'] : ['default', ['json', { outputFile: counts }]],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
