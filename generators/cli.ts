#!/usr/bin/env node
import { watchOutput } from './pipeline/doors/output.js';
import { version } from './pipeline/version.js';

const args = process.argv.slice(2);

if (args.length === 1 && args[0] === '--version') {
  watchOutput();
  process.stdout.write(`${version}\n`);
} else {
  void import('./pipeline/doors/main.js').then(async ({ main }) => {
    process.exitCode = await main(args);
  });
}
