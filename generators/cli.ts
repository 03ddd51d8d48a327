#!/usr/bin/env node
import { version } from './pipeline/version.js';

const args = process.argv.slice(2);

if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`${version}\n`);
} else {
  const { main } = await import('./pipeline/main.js');
  process.exitCode = await main(args);
}
