import type { Change } from '../change.js';
import { Refusal } from '../errors.js';
import { kept } from '../merge/changes.js';
import { merge, pathsOfInterest } from '../merge/merge.js';
import { carriedPack, type LoadedPack } from '../pack/library/shipped.js';
import { PACK_FILE, STATE_FILE } from '../paths.js';
import { makePlan } from '../plan/plan.js';
import { type FoundStep, findStep, hasHistory } from '../project/history.js';
import { type StepWrite, stateDigest } from '../project/history_step.js';
import { isRendered } from '../project/rendered.js';

import { parseState } from '../project/state_parse.js';
import { readYours } from '../project/tree.js';
import type { Prepared, Rendition, Request, Workspace } from '../states.js';
import type { FileEntry, FileTree } from '../tree.js';
import { policyOf, recordedRendition } from './prepare.js';
import { recordWrites } from './recording.js';
import { projectIn } from './workspace.js';

/**
 * Prepares the way back: what a command wrote is the base, what stands there now is yours, and what stood there before it is
 * next. So it is exact where nobody edited since, and merged where somebody did.
 */
export async function prepareUndo(request: Request, workspace: Workspace): Promise<Prepared> {
  const { root } = workspace;
  const project = projectIn(workspace);
  const kind = request.options.redo ? 'undone' : 'taken';
  const turned = findStep(root, kind, stateDigest(project.state));
  if (turned === undefined) throw nothingToTurn(root, request.options.redo);
  const before = recordedRendition(workspace);
  const after = await renditionBefore(turned, workspace.loaded, before);
  const written = turned.writes.filter(({ path }) => !isRecord(path));
  const base = treeOf(written, 'after', turned);
  const next = treeOf(written, 'before', turned);
  const yours = readYours(root, pathsOfInterest(base, next));
  const { changes } = await merge(base, yours, next, policyOf([before?.plan, after?.plan]));
  const merged = { changes: changes.map((change) => reworded(change, next, turned)) };
  const records = recordWrites(workspace, after, turned);
  return { ...workspace, request, before, after, merged, records, completes: false, turned };
}

/** What the project was rendered from before a step. */
async function renditionBefore({ writes }: FoundStep, loaded: LoadedPack, now: Rendition | undefined): Promise<Rendition | undefined> {
  const record = writes.find(({ path }) => path === STATE_FILE);
  // It only completed what branches had recorded before they were merged.
  if (record === undefined) return now;
  const state = record.before === undefined ? undefined : parseState(record.before.bytes);
  if (state === undefined) return undefined;
  const carried = writes.find(({ path }) => path === PACK_FILE)?.before;
  const pack = carried === undefined ? loaded : await carriedPack(carried.bytes);
  return { plan: makePlan({ values: state.answers, asked: state.asked }, pack.pack), loaded: pack };
}

/** Whether a path holds what is recorded: that is not merged, it follows from where the way back leads. */
function isRecord(path: string): boolean {
  return path === STATE_FILE || path === PACK_FILE || isRendered(path);
}

/** One side of a step as a tree. A file that moved has one origin on both sides, by which the merge knows it. */
function treeOf(writes: readonly StepWrite[], side: 'before' | 'after', { moves }: FoundStep): FileTree {
  const tree = new Map<string, FileEntry>();
  for (const write of writes) {
    const entry = write[side];
    const move = moves.find(({ from, to }) => (side === 'before' ? from : to) === write.path);
    if (entry !== undefined) tree.set(write.path, move === undefined ? entry : { ...entry, origin: `${move.from} ${move.to}` });
  }
  return tree;
}

/** The merge speaks of what is generated; here it is about what was there before. */
function reworded(change: Change, next: FileTree, { writes }: FoundStep): Change {
  const link = writes.find(({ path }) => path === change.path)?.link;
  if (link !== undefined && change.outcome === 'removed') return { ...change, note: `A link to "${link}" stood here; make it again.` };
  const isText = change.outcome === 'conflict' && change.aside === undefined && change.from === undefined;
  if (isText) return { ...change, note: 'You changed the same lines since.' };
  if (change.outcome !== 'kept') return change;
  if (change.rule === 4) return kept(change.path, 4, 'You deleted it since, so it stays deleted.');
  return next.has(change.path) ? change : kept(change.path, 5, 'It stays because you changed it since.');
}

function nothingToTurn(root: string, redo: boolean): Refusal {
  if (redo) return new Refusal('There is nothing to bring back', 'Use --redo right after `mlops undo`, before any other command');
  if (!hasHistory(root)) {
    return new Refusal(
      'There is nothing to take back: this copy of the project remembers no command',
      'Run undo in the copy where the command ran, or restore the files with git',
    );
  }
  return new Refusal(
    'No command that this copy of the project remembers led to the state that it is in now',
    'Run undo on the branch or in the copy that it came from, or restore the files with git',
  );
}
