/**
 * Runs emitted repositories for real: `npm run verify` for all rows that have no record, with `--ci` what every change is
 * asked. `--row <name>` runs one row, recorded or not; `--only <words>` what has these words in its name and what nothing goes
 * without, and records nothing; `--counts <file>` writes the counts as JSON. With `--ci` a commit is asked half of the checks, and
 * one more row, both decided by its hash: over the commits each gets its turn, and all are recorded. `--turn <half>` decides it.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import type { Check } from './check.js';
import { checksOf, isInTurn, TURNS, type Turn } from './checks.js';
import { emit, openProject, type Project } from './emission.js';
import { type Environment, outsideEnvironment, prepareEnvironment } from './environment.js';
import { keepEvidence, readEvidence } from './evidence.js';
import { buildImages } from './images.js';
import { orderRows } from './lanes.js';
import { runMutants } from './mutants.js';
import { ROOT } from './paths.js';
import { CheckFailure, succeed } from './process.js';
import { digestRow, readRecords, recordRow } from './records.js';
import { drawRow, makeRows, type Row } from './rows.js';
import { writeStepTable } from './step_table.js';
import { Tally } from './tally.js';
import { writeVerifiedPage } from './verified_page.js';
import { isYearRow, yearRows } from './years.js';

const { values } = parseArgs({
  options: {
    ci: { type: 'boolean' },
    row: { type: 'string', multiple: true },
    only: { type: 'string' },
    counts: { type: 'string' },
    turn: { type: 'string' },
    keep: { type: 'boolean' },
  },
});
const { pack } = newestPack();
const rows: readonly Row[] = [...makeRows(pack), ...yearRows()];
const tally = new Tally();
const work = mkdtempSync(join(tmpdir(), 'mlops-verify-'));

/** A row that passes as a whole is recorded, on the machine of whoever commits the record. */
const isRecorded = values.ci !== true && values.only === undefined;
/** Rows at a time: each command of a row keeps one core busy. */
const LANES = Math.min(2, availableParallelism());

/** Which half of the checks this commit is asked; without `--ci` all of them are. */
let turn: Turn | undefined;

/** The emitted repository of each row, and its digest before anything has run in it. */
interface Emitted {
  readonly row: Row;
  readonly folder: string;
  readonly digest: string;
}

async function main(): Promise<void> {
  const emitted = await emitRows(chosenRows());
  const shared = await sharedEnvironment();
  if (shared === undefined) return;
  if (values.ci === true) for (const one of emitted) await checkRecord(one);
  const drawn = new Set(values.ci === true ? await rowsOfCommit() : rows);
  const isOpen = ({ row, digest }: Emitted): boolean => {
    if (values.ci === true) return drawn.has(row);
    return values.row !== undefined || readRecords()[row.name] !== digest;
  };
  const open = orderRows(emitted.filter(isOpen));
  await Promise.all(Array.from({ length: LANES }, () => runLane(open, shared)));
  if (isRecorded) writeVerifiedPage(pack, readEvidence());
}

/** Takes one row after the other, from the same list as the other lanes. */
async function runLane(open: Emitted[], shared: Environment): Promise<void> {
  for (let next = open.shift(); next !== undefined; next = open.shift()) await runRow(next, shared);
}

function chosenRows(): readonly Row[] {
  if (values.row === undefined) return rows;
  const names = new Set(values.row);
  const chosen = rows.filter(({ name }) => names.delete(name));
  if (names.size > 0) throw new Error(`No row is called ${[...names].join(', ')}; the rows: ${rows.map(({ name }) => name).join(', ')}`);
  return chosen;
}

async function emitRows(chosen: readonly Row[]): Promise<Emitted[]> {
  const emitted: Emitted[] = [];
  for (const row of chosen) {
    const folder = join(work, row.name.replaceAll(/\W+/g, '-'), 'project');
    await tally.count(row.name, 'it is emitted', async () => {
      await emit(row, folder);
      emitted.push({ row, folder, digest: digestRow(row, folder) });
    });
  }
  return emitted;
}

async function sharedEnvironment(): Promise<Environment | undefined> {
  const folder = join(work, 'environment');
  let shared: Environment | undefined;
  await tally.count('everything', 'its requirements can be installed', async () => {
    const [row] = rows;
    if (row === undefined) throw new CheckFailure('There are no rows');
    await emit(row, folder);
    shared = await prepareEnvironment(['requirements.txt', 'requirements_dev.txt'].map((name) => readFileSync(join(folder, name), 'utf8')));
  });
  return shared;
}

async function checkRecord({ row, digest }: Emitted): Promise<void> {
  await tally.count(row.name, 'what it emits was verified, with these checks', () => {
    const known = readRecords()[row.name] === digest;
    return known ? Promise.resolve() : Promise.reject(new CheckFailure('There is no record of it. Make it with: npm run verify'));
  });
}

/** What runs for a commit: what always runs, and a row that its hash draws. */
async function rowsOfCommit(): Promise<readonly Row[]> {
  let drawn: readonly Row[] = [];
  await tally.count('commit', 'its hash draws a row', async () => {
    const { stdout: commit } = await succeed({ folder: ROOT, env: outsideEnvironment() }, 'git', ['rev-parse', 'HEAD']);
    const rankOf = (name: string): string => createHash('sha256').update(`${commit} ${name}`).digest('hex');
    drawn = drawRow(rows, rankOf);
    turn = TURNS.find((each) => each === values.turn) ?? TURNS.toSorted((a, b) => rankOf(a).localeCompare(rankOf(b)))[0];
    return [...drawn.map(({ name }) => name), `checks of ${turn}`].join(', ');
  });
  return [...rows.filter(({ kind }) => kind === 'full'), ...drawn];
}

async function runRow({ row, folder, digest }: Emitted, shared: Environment): Promise<void> {
  if (row.builds === 'images') await buildImages(row.name, folder, tally);
  else await runInPython(await openProject(row, folder, shared, join(folder, '..', 'aside')));
  if (tally.hasFailed(row.name)) return;
  if (isRecorded) {
    recordRow(row, digest, rows);
    if (!isYearRow(row)) keepEvidence(row, folder, tally.passedIn(row.name), new Date());
    if (row === rows[0]) writeStepTable(join(folder, '..', 'aside'));
  }
  rmSync(join(folder, '..'), { recursive: true, force: true });
}

async function runInPython(project: Project): Promise<void> {
  if (project.row.mutants === true) return runMutants(project, tally, isWanted);
  for (const check of checksOf(project).filter((each) => each.essential === true || (isWanted(each.name) && isTurnOf(each)))) {
    const passed = await tally.count(project.row.name, check.name, () => check.run(project));
    if (passed || check.essential !== true) continue;
    tally.tell(`        ${project.row.name}: nothing after that can be checked`);
    return;
  }
}

function isWanted(name: string): boolean {
  return name.includes(values.only ?? '');
}

function isTurnOf(check: Check): boolean {
  return turn === undefined || isInTurn(check, turn);
}

await main();
if (tally.failed === 0 && values.keep !== true) rmSync(work, { recursive: true, force: true });
else tally.tell(`The repositories are in ${work}`);
if (values.counts !== undefined) {
  writeFileSync(values.counts, `${JSON.stringify({ passed: tally.passed, failed: tally.failed, failures: tally.failures })}\n`);
}
tally.tell(tally.summary);
process.exitCode = tally.failed === 0 ? 0 : 1;
