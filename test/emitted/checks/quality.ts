import type { Check } from '../check.js';
import { at, type Project } from '../emission.js';
import { succeed } from '../process.js';
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

export const QUALITY_CHECKS: readonly Check[] = [lints, isFormatted, isTyped];
