import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaNode } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlops-counts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A report as vitest writes it. */
function report(statuses: readonly string[], success = true): string {
  const count = (status: string) => statuses.filter((one) => one === status).length;
  const assertionResults = statuses.map((status, index) => ({
    status,
    fullName: `test ${index}`,
    failureMessages: status === 'failed' ? ['expected 1 to be 2\n    at line 3'] : [],
  }));
  return JSON.stringify({ success, numPassedTests: count('passed'), numFailedTests: count('failed'), testResults: [{ assertionResults }] });
}

async function add(suites: Readonly<Record<string, string | undefined>>): Promise<{ exitCode: number | undefined; lines: string[] }> {
  for (const [name, text] of Object.entries(suites)) if (text !== undefined) writeFileSync(join(folder, `${name}.json`), text);
  const script = join(import.meta.dirname, '../../scripts/add_counts.mjs');
  const { exitCode, stdout } = await execaNode(script, [folder, ...Object.keys(suites)], { reject: false });
  return { exitCode, lines: stdout.split('\n') };
}

describe('the counts of the suites', () => {
  it('are added up, our own and those of vitest', async () => {
    const counts = { quick: report(['passed', 'passed']), emitted: '{ "passed": 40, "failed": 0 }' };
    expect(await add(counts)).toEqual({
      exitCode: 0,
      lines: ['quick: 2 passed, 0 failed, 0 skipped', 'emitted: 40 passed, 0 failed, 0 skipped', '42 passed, 0 failed'],
    });
  });

  it('name at the end what failed, and why', async () => {
    const { lines } = await add({ quick: report(['passed', 'failed'], false) });
    expect(lines.slice(0, 2)).toEqual(['failed: test 1', 'expected 1 to be 2']);
    const own = JSON.stringify({ passed: 0, failed: 1, failures: ['minimal: it trains\n  The loss did not fall'] });
    expect((await add({ emitted: own })).lines.slice(0, 2)).toEqual(['failed: minimal: it trains', '  The loss did not fall']);
    const testResults = [{ name: 'a.test.ts', message: 'no such module', status: 'failed', assertionResults: [] }];
    const unloaded = JSON.stringify({ success: false, numPassedTests: 0, numFailedTests: 0, testResults });
    expect((await add({ quick: unloaded })).lines.slice(0, 2)).toEqual(['failed: a.test.ts', 'no such module']);
  });

  it.each([
    ['a test that failed', { quick: report(['passed', 'failed'], false) }, '1 passed, 1 failed'],
    ['a file that does not load', { quick: report(['passed'], false) }, '1 passed, 1 failed'],
    ['a suite that counted nothing', { quick: report(['passed']), doors: undefined }, '1 passed, 1 failed'],
    ['a test that is skipped without a reason', { quick: report(['passed', 'skipped']) }, '1 passed, 1 failed'],
    ['a test that is still to be written', { quick: report(['passed', 'todo']) }, '1 passed, 1 failed'],
  ])('fail with %s', async (_, suites, last) => {
    const { exitCode, lines } = await add(suites);
    expect(lines.at(-1)).toBe(last);
    expect(exitCode).toBe(1);
  });
});
