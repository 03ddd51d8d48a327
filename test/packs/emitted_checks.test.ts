import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newestStages } from '../support/stages.js';

const emitted = new URL('../emitted/', import.meta.url);

/** Stages whose emitted files are run by checks with another name, below `test/emitted`. */
const CHECKED_ELSEWHERE: Readonly<Record<string, string>> = {
  // The repository itself: it installs, and its README says what is true.
  project: 'checks/repository.ts',
  // A training, its losses and its weights.
  train: 'checks/training.ts',
  // Settings by Hydra.
  config: 'checks/settings.ts',
  // The steps of each workflow, run one after the other.
  ci: 'checks/workflows.ts',
  // An image takes minutes: it is built once for a row, and not between the checks of a repository.
  docker: 'images.ts',
  // Records of the API, and whether they drift.
  monitor: 'checks/collection.ts',
};

/** Files in `checks/` that hold no checks of their own. */
const SHARED = ['workflow_steps.ts'];

function unchecked(stages: readonly string[]): string[] {
  return stages
    .filter((id) => !existsSync(new URL(CHECKED_ELSEWHERE[id] ?? `checks/${id}.ts`, emitted)))
    .map(
      (id) =>
        `Nothing runs what the stage "${id}" emits: write test/emitted/checks/${id}.ts and list its checks in test/emitted/checks.ts, ` +
        'or name the file that does in CHECKED_ELSEWHERE of test/packs/emitted_checks.test.ts.',
    );
}

describe('what a stage emits', () => {
  it('is run by a check', () => {
    expect(unchecked(newestStages())).toEqual([]);
  });

  it('or a sentence says what to write', () => {
    expect(unchecked(['api', 'ours'])).toEqual([expect.stringMatching(/^Nothing runs .*"ours".*test\/emitted\/checks\/ours\.ts/)]);
  });

  it('is named as checked elsewhere only where there is such a stage without a file of its own', () => {
    const own = (id: string) => existsSync(new URL(`checks/${id}.ts`, emitted));
    const stale = Object.keys(CHECKED_ELSEWHERE).filter((id) => !newestStages().includes(id) || own(id));
    const remedy = (id: string): string => `Take ${id} out of CHECKED_ELSEWHERE here: it has test/emitted/checks/${id}.ts, or is no stage.`;
    expect(stale.map(remedy)).toEqual([]);
  });
});

it('every file of checks is in the list of test/emitted/checks.ts', () => {
  const list = readFileSync(new URL('checks.ts', emitted), 'utf8');
  const files = readdirSync(new URL('checks/', emitted)).filter((file) => !SHARED.includes(file));
  const unlisted = files.filter((file) => !list.includes(`'./checks/${file.replace(/ts$/, 'js')}'`));
  expect(unlisted.map((file) => `test/emitted/checks/${file} is never run: list its checks in test/emitted/checks.ts.`)).toEqual([]);
});
