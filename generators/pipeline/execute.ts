import type { Change, Merged, Write } from './change.js';
import { idleFlags } from './answers.js';
import { commit, type Receipt } from './commit.js';
import { resolveConflicts } from './conflicts.js';
import { followUp } from './after.js';
import { gatherAnswers } from './gather.js';
import { Refusal } from './errors.js';
import type { Request } from './options.js';
import type { Place } from './place.js';
import { prepare, type Prepared } from './prepare.js';
import { presentResult } from './present.js';
import { PACK_FILE } from './project.js';
import { renderedWrites } from './rendered.js';
import { describe, type Result } from './result.js';
import { holdSignals, type HeldSignals } from './signals.js';
import { STATE_FILE, stateBytes } from './state.js';
import type { Terminal } from './terminal.js';
import type { FileEntry } from './tree.js';
import { version } from './version.js';


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
export async function decide(request: Request, place: Place, terminal: Terminal): Promise<Prepared> {
  if (request.command !== 'new' && place.project === undefined) {
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
  const writes = [...merged.changes.flatMap((change: Change) => change.writes), ...stateWrites(prepared)];
  const paths = writes.filter(({ after }) => after !== undefined).map(({ path }) => path);
  const signals = holdSignals();
  try {
    return { merged, paths, signals, receipt: writes.length === 0 ? undefined : await commit(prepared.root, writes) };
  } catch (error) {
    signals.release();
    throw error;
  }
}

/** What follows the writing, and the words about all of it. The signals stay held: after this the process ends by itself. */
export async function finish(prepared: Prepared, written: Written, terminal: Terminal): Promise<number> {
  const { merged, paths, receipt, signals } = written;
  const warnings = receipt === undefined ? [] : await followUp(prepared, paths, signals.abort, terminal);
  const result = describe(prepared, warnings, merged);
  await print(result, { ...prepared, merged }, terminal);
  if ((await signals.received()) !== undefined) terminal.err('Interrupted after the writing had begun: it was finished.\n');
  return result.exitCode;
}

/** `--plan`: the same run without its last step, and without a question about conflicts. */
export async function show(prepared: Prepared, terminal: Terminal): Promise<number> {
  const merged = await resolveConflicts(prepared, { ...terminal, interactive: false });
  const result = describe(prepared, [], merged);
  await print(result, { ...prepared, merged }, terminal);
  return result.exitCode;
}

async function print(result: Result, { request, merged }: Prepared, terminal: Terminal): Promise<void> {
  if (request.options.json) {
    terminal.out(`${JSON.stringify(result, undefined, 2)}\n`);
    return;
  }
  terminal.out(presentResult(result, terminal));
  if (!result.planned) return;
  const { presentDiffs } = await import('./present_diff.js');
  terminal.out(presentDiffs(merged, request.options.full, terminal));
}

/** The recorded answers and the carried pack, where this run changes them. */
function stateWrites({ root, recorded: yours, plan, loaded }: Prepared): Write[] {
  const recorded = yours.get(STATE_FILE);
  const state = {
    version,
    pack: { id: loaded.pack.id, revision: loaded.pack.revision, digest: loaded.digest },
    answers: plan.answers.values,
    asked: plan.answers.asked,
  };
  const bytes = stateBytes(recorded?.kind === 'file' ? recorded.bytes : undefined, state, loaded.pack);
  const writes = [
    { path: STATE_FILE, before: recorded, after: file(bytes) },
    { path: PACK_FILE, before: yours.get(PACK_FILE), after: file(loaded.bytes) },
  ].filter(({ before, after }) => !(before?.kind === 'file' && before.bytes.equals(after.bytes)));
  return [...writes, ...renderedWrites(root, state)];
}

function file(bytes: Buffer): FileEntry {
  return { kind: 'file', bytes, executable: false };
}
