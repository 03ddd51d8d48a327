import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
const counts = process.env['COUNTS_FILE'];

export default defineConfig({
  define: { GENERATOR_VERSION: JSON.stringify(version) },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/doors/**', 'test/slow/**', 'test/emitted/**', 'node_modules/**'],
    reporters: counts === undefined ? ['default'] : ['default', ['json', { outputFile: counts }]],
    // One worker for each core: the default leaves one idle, which on two cores is half of them.
    maxWorkers: '100%',
    // The files of a worker share its modules: reading them anew for each file is half of the time. No test depends on what another
    // left behind; the order, drawn anew each time, would show it.
    isolate: false,
    sequence: { shuffle: true },
    // No statement about speed: a machine that others use too may be several times slower.
    testTimeout: 60_000,
  },
});
