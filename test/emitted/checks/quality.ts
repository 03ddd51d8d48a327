import type { Check } from '../check.js';
import { at, type Project } from '../emission.js';
import { succeed } from '../process.js';

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
    const turn = lastTurn.then(() => succeed(project, 'mypy', args));
    lastTurn = turn.then(nothing, nothing);
    await turn;
  },
};

/** All rows share one cache, most of which is about torch, and two processes must not write it at once. */
let lastTurn: Promise<void> = Promise.resolve();

function nothing(): void {}

function configuresMypy({ pyproject }: Project): boolean {
  return at(pyproject, 'tool', 'mypy') !== undefined;
}

export const QUALITY_CHECKS: readonly Check[] = [lints, isFormatted, isTyped];
