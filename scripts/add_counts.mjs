// Adds up what the suites of a CI run counted: node scripts/add_counts.mjs <folder> <suite...>
// What failed is told once more here, at the end: of a long log often only the end is kept.
// A suite without a count failed, and so did a skipped test that test/skips.yml does not name with a reason.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [folder, ...suites] = process.argv.slice(2);
const excused = parse(readFileSync(join(import.meta.dirname, '../test/skips.yml'), 'utf8')) ?? {};
/** Of a failure: its name, and enough to see why. */
const SHOWN_LINES = 13;
const totals = { passed: 0, failed: 0, skipped: 0 };

for (const suite of suites) {
  const file = join(folder, `${suite}.json`);
  const counts = existsSync(file) ? readCounts(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 1, skipped: 0, failures: [] };
  for (const failure of counts.failures) console.log(`failed: ${failure.split('\n').slice(0, SHOWN_LINES).join('\n')}`);
  console.log(`${suite}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  for (const key of Object.keys(totals)) totals[key] += counts[key];
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;

/** Our own count, or a vitest report. A report that failed without a failing test (a file that does not load) is one failure. */
function readCounts(report) {
  if (report.testResults === undefined) return { skipped: 0, failures: [], ...report };
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = results.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName);
  const unexcused = skipped.filter((name) => typeof excused[name] !== 'string' || excused[name] === '');
  for (const name of unexcused) console.log(`skipped without a reason in test/skips.yml: ${name}`);
  const broken = report.success === false && report.numFailedTests === 0 ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken + unexcused.length,
    skipped: skipped.length - unexcused.length,
    failures: report.testResults.flatMap(failuresIn),
  };
}

/** The tests of a file that failed; a file that does not load has none, and fails itself. */
function failuresIn({ name, message, status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [`${name}\n${message}`];
  return failed.map(({ fullName, failureMessages }) => [fullName, ...failureMessages].join('\n'));
}
