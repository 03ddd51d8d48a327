// Asks zizmor about our own workflows: node scripts/lint_workflows.mjs
// It takes the one that lints the emitted workflows, from the environment that npm run verify makes, and counts as a suite of CI.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const zizmor = join(process.env.MLOPS_VERIFY_VENV ?? join(root, '.verify/venv'), 'bin/zizmor');
if (!existsSync(zizmor)) throw new Error(`There is no ${zizmor}: run npm run verify first, which installs it`);
const { status } = spawnSync(zizmor, ['--offline', '--no-progress', '--pedantic', '.github'], { cwd: root, stdio: 'inherit' });
const passed = status === 0;
const { COUNTS_FILE } = process.env;
if (COUNTS_FILE !== undefined) writeFileSync(COUNTS_FILE, JSON.stringify({ passed: Number(passed), failed: Number(!passed) }));
process.exitCode = passed ? 0 : 1;
