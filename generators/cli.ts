#!/usr/bin/env node
import { createRequire } from 'node:module';
import { version } from './pipeline/version.js';

const args = process.argv.slice(2);

if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`${version}\n`);
} else {
  // Required, not imported: Node would read a CommonJS file twice to learn what it exports.
  const { main }: typeof import('./pipeline/commands/main.js') = createRequire(import.meta.url)('./binary/main.cjs');
  process.exitCode = await main(args);
}
