import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answerYes } from '../ask/ask.js';
import type { Change, Merged } from '../change.js';
import { Declined, Refusal, repeated } from '../errors.js';
import { kept } from '../merge/changes.js';
import { cameFrom, carriedPack, type LoadedPack } from '../pack/library/shipped.js';
import { LOCK_FILE, PACK_FILE, STATE_FILE } from '../paths.js';
import { makePlan } from '../plan/plan.js';
import { type FoundStep, findStep, type StepKind } from '../project/history.js';
import { type StepWrite, stateDigest } from '../project/history_step.js';
import { isRendered } from '../project/rendered.js';

import { parseState } from '../project/state_parse.js';
import { entryAt } from '../project/tree.js';
import { shellWord } from '../shell.js';
import type { Prepared, Rendition, Request, Workspace } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';
import { ancestors, type FileEntry, type FileTree, sameEntry, type Tree } from '../tree.js';
import { mayAsk } from './choose_answers.js';
import { mergeTrees } from './layout/layout.js';
import { policyOf, recordedRendition } from './prepare.js';
import { recordWrites } from './recording.js';
import { projectIn } from './workspace.js';

/**
 * Prepares the way back: what a command wrote is the base, what stands there now is yours, and what stood there before it is
 * next. So it is exact where nobody edited since, and merged where somebody did.
 */
export async function prepareUndo(request: Request, workspace: Workspace, terminal: Terminal): Promise<Prepared> {
  const { root } = workspace;
  const turned = stepToTurn(request, workspace);
  const before = recordedRendition(workspace);
  const after = await renditionBefore(turned, workspace.loaded, before);
  const written = turned.writes.filter((write) => !isRecord(write.path) && !isLockToRenew(root, write));
  const base = treeOf(written, 'after', turned);
  const next = treeOf(written, 'before', turned);
  const lastAt = (paths: readonly string[]): FileTree => new Map([...base].filter(([path]) => paths.includes(path)));
  const renders = {
    base,
    next,
    known: [...base.keys()],
    lastAt,
    standing: (yours: Tree, paths: readonly string[]) => besideOtherCases(root, yours, paths),
  };
  const { changes } = await mergeTrees(root, renders, policyOf([before?.plan, after?.plan]));
  const merged = { changes: changes.map((change) => reworded(change, next, turned)) };
  if (!request.options.redo && turned.from === undefined) await confirm(request, turned, merged, terminal);
  const records = recordWrites(workspace, after, turned);
  return { ...workspace, request, before, after, merged, records, completes: false, turned };
}

/**
 * The last step, if it led to the state that the project is in. A newer one is never passed over: an older one is asked for by its
 * command.
 */
function stepToTurn({ options: { redo, command } }: Request, workspace: Workspace): FoundStep {
  const { root, project } = workspace;
  const kind = redo ? 'undone' : 'taken';
  const state = project === undefined ? undefined : stateDigest(project.state);
  const last = findStep(root, kind, state);
  if (project === undefined && last?.to !== undefined) projectIn(workspace);
  if (last === undefined) {
    projectIn(workspace);
    throw nothingToTurn(redo);
  }
  if (command !== undefined) return namedStep(root, kind, state, command);
  if (last.to === state) return last;
  const older = findStep(root, kind, state, ({ to }) => to === state);
  throw elsewhere(last, older, redo);
}

function namedStep(root: string, kind: StepKind, state: string | undefined, command: string): FoundStep {
  const wanted = command.replace(/^(?:yo )?mlops[: ]/, '');
  const found = findStep(root, kind, state, (step) => step.to === state && step.command === wanted);
  if (found !== undefined) return found;
  const fitting = findStep(root, kind, state, ({ to }) => to === state);
  throw new Refusal(
    `"${repeated(command)}" is not the command that led to the state that the project is in`,
    fitting === undefined ? 'Restore the files with git' : `That was: mlops ${fitting.command}`,
  );
}

/** The making of a project is taken back only by somebody who means it. */
async function confirm(request: Request, { command }: FoundStep, { changes }: Merged, terminal: Terminal): Promise<void> {
  if (request.options.yes || request.options.plan) return;
  const files = changes.filter(({ outcome }) => outcome === 'removed').length;
  const fact = `This takes back mlops ${command}: ${files} ${files === 1 ? 'file goes' : 'files go'}; what somebody has edited since stays`;
  if (!mayAsk(request, terminal)) throw new Refusal(fact, 'Add --yes, or look first with --plan');
  if (await answerYes(`${fact}. Go on?`, terminal, false)) return;
  throw new Declined('Look first: mlops undo --plan');
}

/** What stood beside the same name in other letters stands there again: where the disk tells them apart, these are not in its way. */
function besideOtherCases(root: string, yours: Tree, paths: readonly string[]): Tree {
  const places = new Set(paths.flatMap((path) => [...ancestors(path), path]));
  const folded = new Map([...places].map((place) => [place.toLowerCase(), place]));
  const isInTheWay = (path: string): boolean => {
    const place = folded.get(path.toLowerCase());
    return place === undefined || places.has(path) || existsSync(join(root, place));
  };
  return new Map([...yours].filter(([path]) => isInTheWay(path)));
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
  return { plan: makePlan({ values: state.answers, asked: state.asked }, pack.pack), loaded: cameFrom(pack, state.pack.source) };
}

/** Whether a path holds what is recorded: that is not merged, it follows from where the way back leads. */
function isRecord(path: string): boolean {
  return path === STATE_FILE || path === PACK_FILE || isRendered(path);
}

/** A lock file that is another one since is not merged: what follows the writing renews it. */
function isLockToRenew(root: string, { path, before, after }: StepWrite): boolean {
  if (path !== LOCK_FILE || before === undefined) return false;
  const now = entryAt(root, path);
  return now !== undefined && !sameEntry(now, after);
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
function reworded(change: Change, next: FileTree, turned: FoundStep): Change {
  const told = decided(change, next, turned);
  return told.note === undefined ? told : { ...told, note: OF_BEFORE.reduce((note, [from, to]) => note.replace(from, to), told.note) };
}

/** What the merge says of the generator, as it is said of what stood there before. */
const OF_BEFORE: readonly (readonly [RegExp, string])[] = [
  [/You and the generator changed different (entries|statements)/, 'You changed other $1 since'],
  [/You and the generator both added to it/, 'You added to it since'],
  [/, and both (?:changes|additions) are in/, ', and yours stay'],
  [/No longer generated: (.*?); it stays because you changed it\./, 'Not there before: $1; it stays because you changed it since.'],
  [/; there is a newer version of it\./, '; it was another one before.'],
];

function decided(change: Change, next: FileTree, { writes }: FoundStep): Change {
  const link = writes.find(({ path }) => path === change.path)?.link;
  if (link !== undefined && change.outcome === 'removed') return { ...change, note: `A link to "${link}" stood here; make it again.` };
  const isText = change.outcome === 'conflict' && change.aside === undefined && change.from === undefined;
  if (isText) return { ...change, note: 'You changed the same lines since.' };
  if (change.outcome !== 'kept' || change.note?.startsWith('You moved')) return change;
  if (change.rule === 4) return kept(change.path, 4, 'You deleted it since, so it stays deleted.');
  return next.has(change.path) ? change : kept(change.path, 5, 'It stays because you changed it since.');
}

function nothingToTurn(redo: boolean): Refusal {
  if (redo) return new Refusal('There is nothing to bring back', 'Use --redo right after `mlops undo`, before any other command');
  return new Refusal(
    'There is nothing to take back: this copy of the project remembers no command',
    'Run undo in the copy where the command ran, or restore the files with git',
  );
}

function elsewhere(last: FoundStep, older: FoundStep | undefined, redo: boolean): Refusal {
  const which = redo ? 'The command that was undone last' : 'Your last command';
  return new Refusal(
    `${which}, mlops ${last.command}, did not lead to the state that the project is in: it is on another branch, was reverted, or the project has changed since`,
    older === undefined
      ? 'Go to the branch or the copy where it ran, or restore the files with git'
      : `Go to the branch where it ran; or take back an older command by its name: mlops undo --command ${shellWord(older.command)}`,
  );
}
