import { idleFlags } from '../answers/answers.js';
import type { Merged, Write } from '../change.js';
import { commit, type Receipt } from '../commit/commit.js';
import { dropInGit, isInGit, putInGit, settleHistory } from '../commit/history_home.js';
import { type HeldSignals, holdSignals } from '../commit/signals.js';
import { Refusal } from '../errors.js';
import type { Request } from '../options.js';
import { presentResult } from '../report/present.js';
import type { Terminal } from '../terminal/terminal.js';
import { gatherAnswers } from './choose_answers.js';
import { followUp } from './follow_up.js';
import { type Prepared, prepare } from './prepare.js';
import { historyWrites, writesOf } from './recording.js';
import { resolveConflicts } from './resolve_conflicts.js';
import { describe, type Result } from './result.js';
import { savePlan, verifyUnchanged } from './saved_plan.js';
import { settleSides } from './settle_sides.js';
import { prepareUndo } from './undo.js';
import type { Place } from './workspace.js';

/** What was written, after conflicts were resolved. */
export interface Written {
  readonly merged: Merged;
  readonly receipt: Receipt | undefined;
  readonly paths: readonly string[];
  /** Held since the writing began: an exit status of 130 means that nothing was written. */
  readonly signals: HeldSignals;
}

/** Runs a command from its request to its exit status: answers, plan, render, merge, commit, and the words about it. */
export async function execute(request: Request, place: Place, terminal: Terminal): Promise<number> {
  const prepared = await decide(request, place, terminal);
  if (request.options.plan) return show(prepared, terminal);
  return finish(prepared, await carryOut(prepared, terminal), terminal);
}

/** All that happens before a byte is written. */
export async function decide(request: Request, found: Place, terminal: Terminal): Promise<Prepared> {
  const place = await settleSides(request, found, terminal);
  const { project } = place;
  if (request.command === 'undo' && project !== undefined) return prepareUndo(request, { ...place, project });
  if (request.command !== 'new' && project === undefined) {
    throw new Refusal(`There is no project in ${place.root}`, 'Make one with `mlops new`, or name its folder with --into');
  }
  const { answers, loaded } = await gatherAnswers(request, place, terminal);
  for (const flag of idleFlags(answers, loaded.pack, request.flags)) {
    terminal.err(`${flag} changes nothing: no task that is on asks for it.\n`);
  }
  return prepare(request, { ...place, loaded }, answers);
}

/** The commit: the only step that writes. */
export async function carryOut(prepared: Prepared, terminal: Terminal): Promise<Written> {
  const merged = await resolveConflicts(prepared, terminal);
  const writes = writesOf(prepared, merged);
  const { saved } = prepared.request;
  if (saved !== undefined) verifyUnchanged(saved, writes);
  const paths = writes.filter(({ after }) => after !== undefined).map(({ path }) => path);
  const signals = holdSignals();
  try {
    return { merged, paths, signals, receipt: await write(prepared, merged, writes) };
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
    dropInGit(root, inGit);
    return receipt;
  } catch (error) {
    takeAway();
    throw error;
  }
}

/** What follows the writing, and the words about all of it. The signals stay held: after this the process ends by itself. */
export async function finish(prepared: Prepared, written: Written, terminal: Terminal): Promise<number> {
  const { merged, paths, receipt, signals } = written;
  const warnings = await followUp(prepared, paths, signals.abort, terminal);
  if (receipt !== undefined) settleHistory(prepared.root);
  const result = describe(prepared, warnings, merged);
  await print(result, { ...prepared, merged }, terminal);
  if ((await signals.received()) !== undefined) terminal.err('Interrupted after the writing had begun: it was finished.\n');
  return result.exitCode;
}

/** `--plan`: the same run without its last step, and without a question about conflicts. */
export async function show(prepared: Prepared, terminal: Terminal): Promise<number> {
  const merged = await resolveConflicts(prepared, { ...terminal, interactive: false });
  const { save } = prepared.request.options;
  if (save !== undefined) savePlan(save, prepared, writesOf(prepared, merged));
  const result = describe(prepared, [], merged);
  await print(result, { ...prepared, merged }, terminal);
  return result.exitCode;
}

async function print(result: Result, { request, merged }: Prepared, terminal: Terminal): Promise<void> {
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
