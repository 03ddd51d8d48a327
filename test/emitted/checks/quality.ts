import { join } from 'node:path';
import { type Check, isTriedByData } from '../check.js';
import { at, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, succeed } from '../process.js';
import { makeQueue } from '../turns.js';

/** All rows share one cache, most of which is about torch, and two processes must not write it at once. */
const inTurn = makeQueue();

const lints: Check = {
  name: 'ruff finds nothing to say',
  run: async (project) => {
    await succeed(project, 'ruff', ['check', '.']);
  },
};

const isFormatted: Check = {
  name: 'ruff would format nothing differently',
  run: async (project) => {
    await succeed(project, 'ruff', ['format', '--check', '.']);
  },
};

const isTyped: Check = {
  name: 'mypy finds nothing to say',
  run: async (project) => {
    const args = configuresMypy(project) ? [] : ['src', '--disable-error-code', 'import-untyped'];
    await inTurn(() => succeed(project, 'mypy', args));
  },
};

function configuresMypy({ pyproject }: Project): boolean {
  return at(pyproject, 'tool', 'mypy') !== undefined;
}

/** Names this long make `ruff format` break lines. */
const LONG_NAME = 60;
/** Fewer modules than the smallest choice has mean that they were looked for in the wrong place. */
const FEWEST_MODULES = 10;

const isReadInOneSitting: Check = {
  name: 'no module is over 150 lines, no function over 30, and the package has at most 20 modules at its top',
  applies: (project) => isTriedByData(project) || project.row.package.length > LONG_NAME,
  run: async (project) => {
    const ran = await succeed(project, 'python', [join(EMITTED, 'python', 'sizes.py'), project.folder, project.row.package]);
    const [count = 0] = (/^\d+/.exec(ran.stdout) ?? []).map(Number);
    if (count < FEWEST_MODULES || ran.stdout.includes('long: ')) throw new CheckFailure('Something is too long', ran);
  },
};

export const QUALITY_CHECKS: readonly Check[] = [lints, isFormatted, isTyped, isReadInOneSitting];
