import type { Change, Merged, Write } from '../change.js';
import { commit, type Receipt } from '../commit/commit.js';
import { putInGit, settleHistory, settleInGit } from '../commit/git_history.js';
import { isInGit } from '../commit/history_home.js';
import { holdSignals } from '../commit/signals.js';
import type { Result } from '../documents.js';
import { repeated } from '../errors.js';
import { STREAM } from '../paths.js';
import { rememberAlso } from '../project/history.js';
import { presentResult } from '../report/present.js';
import { shellPath } from '../shell.js';
import type { ChangingCommand, Located, Prepared, Request, Workspace, Written } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';
import { touchesGuard } from '../uses/guard_files.js';
import { followUp } from './after/follow_up.js';
import type { Findings } from './findings.js';
import { historyWrites, writesOf } from './recording.js';
import { resolveConflicts } from './resolve_conflicts.js';
import { describe } from './result.js';
import { projectIn } from './workspace.js';

/** Runs a command that changes a project, to its exit status: answers, plan, render, merge, commit, and the words about it. */
export async function execute(located: Located<ChangingCommand>, terminal: Terminal): Promise<number> {
  const prepared = await decide(located, terminal);
  if (prepared.request.options.plan) return show(prepared, terminal);
  return finish(prepared, await carryOut(prepared, terminal), terminal);
}

/** All that happens before a byte is written. */
export async function decide({ command, request, workspace: found }: Located<ChangingCommand>, terminal: Terminal): Promise<Prepared> {
  const workspace = await settled(request, found, terminal);
  if (command.begins !== true) projectIn(workspace);
  return guarded(await command.decide(request, workspace, terminal));
}

/** Only where a run takes an ignore file or its lines away is there anything to look at. */
async function guarded(prepared: Prepared): Promise<Prepared> {
  const { root, merged } = prepared;
  if (!merged.changes.some(touchesGuard)) return prepared;
  const { keepGuards } = await import('../uses/guards.js');
  return { ...prepared, merged: keepGuards(root, merged) };
}

/** Each conflict with its way out, and what the run would leave loose. A project in a folder of its own costs nothing here. */
async function resolved(prepared: Prepared, terminal: Terminal): Promise<Findings> {
  const merged = await resolveConflicts(prepared, terminal);
  if (!mayBeLoose(prepared, merged)) return { merged, warnings: [] };
  const { findLoose } = await import('./findings.js');
  return findLoose(prepared, merged);
}

/** What comes into a folder of its own leaves nothing loose. */
function mayBeLoose({ before }: Prepared, { changes }: Merged): boolean {
  const isPlain = ({ outcome }: Change): boolean => outcome === 'new' || outcome === 'unchanged';
  return changes.some(({ writes }) => writes.length > 0) && !(before === undefined && changes.every(isPlain));
}

/** Only where branches met in the record is there anything to settle. */
async function settled(request: Request, found: Workspace, terminal: Terminal): Promise<Workspace> {
  if (found.project?.state.dispute === undefined) return found;
  const { settleSides } = await import('./settle_sides.js');
  return settleSides(request, found, terminal);
}

/** The commit: the only step that writes. */
export async function carryOut(prepared: Prepared, terminal: Terminal): Promise<Written> {
  const { merged, warnings } = await resolved(prepared, terminal);
  const writes = writesOf(prepared, merged);
  const { saved } = prepared.request;
  if (saved !== undefined) (await import('./saved_plan.js')).verifyUnchanged(saved, writes);
  const paths = writes.filter(({ after }) => after !== undefined).map(({ path }) => path);
  const signals = holdSignals();
  try {
    return { merged, paths, signals, warnings, receipt: await write(prepared, merged, writes) };
  } catch (error) {
    signals.release();
    throw error;
  }
}

/** Writes what changes and what the history keeps of it: a run that changes nothing leaves no step. */
async function write(prepared: Prepared, merged: Merged, writes: readonly Write[]): Promise<Receipt | undefined> {
  if (writes.length === 0) return undefined;
  const { root } = prepared;
  const history = historyWrites(prepared, merged, writes);
  const inGit = history.filter(isInGit);
  const takeAway = putInGit(root, inGit);
  try {
    const receipt = await commit(root, [...writes, ...history.filter((each) => !isInGit(each))]);
    settleInGit(root, inGit);
    return receipt;
  } catch (error) {
    takeAway();
    throw error;
  }
}

/** What follows the writing, and the words about all of it. The signals stay held: after this the process ends by itself. */
export async function finish(prepared: Prepared, written: Written, terminal: Terminal): Promise<number> {
  const { paths, receipt, signals } = written;
  const { warnings: after, lock } = await followUp(prepared, paths, signals.abort, terminal);
  const warnings = [...written.warnings, ...after];
  const merged = lock === undefined || prepared.before === undefined ? written.merged : withLock(written.merged, lock);
  if (receipt !== undefined) {
    if (lock !== undefined) rememberAlso(prepared.root, prepared.turned, lock);
    settleHistory(prepared.root);
  }
  const result = describe(prepared, warnings, merged);
  await tellResult(result, { ...prepared, merged }, terminal);
  if ((await signals.received()) !== undefined) terminal.err('Interrupted after writing had begun: all files were written.\n');
  return result.exitCode;
}

/** The lock file among what changed: a program wrote it, and nothing of it was merged. */
function withLock({ changes }: Merged, { path, before }: Write): Merged {
  return { changes: [...changes, { path, outcome: before === undefined ? 'new' : 'updated', rule: 3, writes: [] }] };
}

/** `--plan`: the same run without its last step, and without a question about conflicts. */
export async function show(prepared: Prepared, terminal: Terminal): Promise<number> {
  const { merged, warnings } = await resolved(prepared, { ...terminal, interactive: false });
  const { options } = prepared.request;
  const isPrinted = await save(prepared, merged, terminal);
  const result = describe(prepared, warnings, merged);
  // Standard output is the plan: the words about it are for the person.
  const told = isPrinted ? { ...terminal, out: options.json ? () => {} : terminal.err } : terminal;
  await tellResult(options.json ? await withDiffs(result, merged, options.full) : result, { ...prepared, merged }, told);
  if (options.save !== undefined && !isPrinted) tellSaved(prepared, options.save, terminal);
  return result.exitCode;
}

/** `--save`: gives whether the plan was printed, which leaves room for nothing else on standard output. */
async function save(prepared: Prepared, merged: Merged, terminal: Terminal): Promise<boolean> {
  const { options, cwd } = prepared.request;
  if (options.save === undefined) return false;
  const { planText, savePlan } = await import('./saved_plan.js');
  const text = planText(prepared, writesOf(prepared, merged));
  const isPrinted = options.save === STREAM;
  if (isPrinted) terminal.out(text);
  else savePlan(options.save, text, cwd);
  return isPrinted;
}

/** Where the plan is, and the command that carries it out. */
function tellSaved({ project, request }: Prepared, file: string, terminal: Terminal): void {
  const { command, stage = command, folder, options } = request;
  const into = project === undefined || folder === undefined ? '' : ` --into ${shellPath(folder)}`;
  const line = `mlops ${stage}${into} --apply ${shellPath(file)}`;
  (options.json ? terminal.err : terminal.out)(`\nSaved ${repeated(file)}. Carry it out: ${line}\n`);
}

/** A program gets the diffs with the plan; for a person they are presented. */
async function withDiffs(result: Result, { changes }: Merged, full: boolean): Promise<Result> {
  const { patchOf } = await import('../report/diffs.js');
  const diffs = new Map(changes.flatMap((change) => [[change.path, patchOf(change, full)] as const]));
  const changed = result.changes.map((change) => {
    const diff = diffs.get(change.path);
    return diff === undefined ? change : { ...change, diff };
  });
  return { ...result, changes: changed };
}

async function tellResult(result: Result, { request, merged }: Prepared, terminal: Terminal): Promise<void> {
  if (request.options.json) {
    terminal.out(`${JSON.stringify(result, undefined, 2)}\n`);
    return;
  }
  if (result.news !== undefined) {
    const { presentNews } = await import('../report/news.js');
    terminal.out(`${presentNews(result.news, request.options.full, terminal).join('\n')}\n`);
  }
  terminal.out(presentResult(result, terminal));
  if (!result.planned) return;
  const { presentDiffs } = await import('../report/diffs.js');
  terminal.out(presentDiffs(merged, request.options.full, terminal));
}
