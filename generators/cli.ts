#!/usr/bin/env node
import { version } from './pipeline/version.js';

const args = process.argv.slice(2);

if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`${version}\n`);
} else {
  void import('./pipeline/doors/main.js').then(async ({ main }) => {
    process.exitCode = await main(args);
  });
}
