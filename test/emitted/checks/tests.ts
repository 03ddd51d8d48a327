import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull, isTriedByData } from '../check.js';
import { at, type Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';
import { succeedWithin } from '../timing.js';

/** What nobody waits for is not run. */
const TEST_SECONDS = 60;
/** What a project of everything promises of itself, with room for what people have not tested yet. */
const LOWEST_FLOOR = 85;
/** What the tests cover before anybody has written a line, in percent of lines and branches. */
const LEAST_COVERED = 90;

/** The repository's own tests, with coverage at or above its own floor, which they reach without the data too. */
const passesWithoutData: Check = {
  name: 'its tests pass with the data absent, and cover what they promise',
  applies: hasTests,
  run: async (project) => {
    expectData(project, false);
    const measured = at(project.pyproject, 'tool', 'coverage') !== undefined;
    const runner = measured ? ['-m', 'coverage', 'run'] : [];
    await succeed(project, 'python', [...runner, '-m', 'pytest', '--quiet']);
    if (!measured) return;
    const ran = await succeed(project, 'python', ['-m', 'coverage', 'report']);
    const covered = Number(/^TOTAL .*?(\d+)%$/m.exec(ran.stdout)?.[1]);
    if (isTriedByData(project) && !(covered >= LEAST_COVERED)) throw new CheckFailure(`Less than ${LEAST_COVERED} % is covered`, ran);
    return `coverage ${covered}%`;
  },
};

const passesInTime: Check = {
  name: `its tests pass within ${TEST_SECONDS} seconds, with the data present`,
  applies: (project) => isTriedByData(project) && hasTests(project),
  run: async (project) => {
    expectData(project, true);
    const ran = await succeedWithin(TEST_SECONDS, project, ['-m', 'pytest', '--quiet', '--durations', '5']);
    return /^\d+ passed\b/m.exec(ran.stdout)?.[0];
  },
};

function expectData({ folder }: Project, present: boolean): void {
  if (existsSync(join(folder, 'data/processed/metadata.json')) !== present) {
    throw new CheckFailure(`The data should be ${present ? 'present' : 'absent'}`);
  }
}

const hasFloor: Check = {
  name: 'the coverage has a floor worth its name, and leaves the tests themselves out',
  // A choice without some of the tests promises nothing.
  applies: (project) => hasTests(project) && isFull(project),
  run: async (project) => {
    const floor = at(project.pyproject, 'tool', 'coverage', 'report', 'fail_under');
    if (typeof floor !== 'number' || floor < LOWEST_FLOOR) throw new CheckFailure(`[tool.coverage.report] fail_under is ${String(floor)}`);
    const ran = await succeed(project, 'python', ['-m', 'coverage', 'report']);
    if (/^tests\//m.test(ran.stdout)) throw new CheckFailure('The report lists the tests', ran);
  },
};

/** Whether there are tests to run. The users of a load test are in `tests/` too, and are none. */
function hasTests({ folder }: Project): boolean {
  const tests = join(folder, 'tests');
  return existsSync(tests) && readdirSync(tests, { recursive: true, encoding: 'utf8' }).some((path) => /(^|[/\\])test_\w+\.py$/.test(path));
}

export const TESTS_WITHOUT_DATA: readonly Check[] = [passesWithoutData, hasFloor];
export const TESTS_WITH_DATA: readonly Check[] = [passesInTime];
