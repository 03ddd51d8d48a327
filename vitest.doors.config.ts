import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
const counts = process.env['COUNTS_FILE'];

/**
 * The doors as processes: the published package, unpacked once into a temporary folder, run by an ordinary user. And what
 * takes too long for the quick suite.
 */
export default defineConfig({
  define: { GENERATOR_VERSION: JSON.stringify(version) },
  test: {
    include: ['test/doors/**/*.test.ts', 'test/slow/**/*.test.ts'],
    globalSetup: ['test/doors/setup.ts'],
    reporters: counts === undefined ? ['default'] : ['default', ['json', { outputFile: counts }]],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
