import type { Change, Merged, Write } from '../change.js';
import { PACK_FILE, STATE_FILE } from '../paths.js';
import { type FoundStep, movesOf, remember, turnRound } from '../project/history.js';
import { type HistoryStep, stateDigest, stepWrites } from '../project/history_step.js';

import { choiceOf, renderedWrites, restoredWrites } from '../project/rendered.js';

import { bytesWithoutState, stateBytes } from '../project/state_file.js';
import type { Prepared, Rendition, Request, Workspace } from '../states.js';
import { type Entry, type FileEntry, plainFile } from '../tree.js';
import { version } from '../version.js';

/** All that a run writes, but for what the history keeps of it: the merged files, and what is recorded. */
export function writesOf({ records }: Prepared, merged: Merged): Write[] {
  return [...merged.changes.flatMap((change: Change) => change.writes), ...records];
}

/** What the history keeps of a run that writes. */
export function historyWrites({ root, request, before, after, turned }: Prepared, merged: Merged, writes: readonly Write[]): Write[] {
  const step: HistoryStep = {
    command: turned === undefined ? commandWords(request) : turned.command,
    from: digestOf(before),
    to: digestOf(after),
    writes: stepWrites(writes, before === undefined ? 'trace' : 'bytes'),
    moves: movesOf(merged),
  };
  return turned === undefined ? remember(root, step) : turnRound(root, turned, step);
}

/** A command as a person would say it: `add api`. */
function commandWords({ command, stage, what }: Request): string {
  return stage ?? [command, ...what].join(' ');
}

/**
 * The recorded answers, the carried pack, and what was rendered together, where a run changes them.
 *
 * @param after what the project is rendered from afterwards; nothing where it goes.
 * @param turned the step that an undo turns round.
 */
export function recordWrites({ root, recorded }: Workspace, after: Rendition | undefined, turned?: FoundStep): Write[] {
  const [state, pack] = [recorded.get(STATE_FILE), recorded.get(PACK_FILE)];
  const writes = [
    { path: STATE_FILE, before: state, after: stateAfter(after, state, turned) },
    { path: PACK_FILE, before: pack, after: after === undefined ? undefined : plainFile(after.loaded.bytes) },
  ].filter((write) => !isSame(write.before, write.after));
  if (turned !== undefined) return [...writes, ...restoredWrites(root, turned.writes)];
  return [...writes, ...renderedWrites(root, after === undefined ? undefined : choiceOf(identityOf(after)))];
}

/** Where nobody touched the file since, an undo puts back the very bytes from before, however they were set. */
function stateAfter(after: Rendition | undefined, recorded: Entry | undefined, turned?: FoundStep): FileEntry | undefined {
  const written = turned?.writes.find(({ path }) => path === STATE_FILE);
  if (written !== undefined && isSame(recorded, written.after)) return written.before;
  const existing = recorded?.kind === 'file' ? recorded.bytes : undefined;
  if (after !== undefined) return plainFile(stateBytes(existing, { version, ...identityOf(after) }, after.loaded.pack));
  const rest = existing === undefined ? undefined : bytesWithoutState(existing);
  return rest === undefined ? undefined : plainFile(rest);
}

function digestOf(rendition: Rendition | undefined): string | undefined {
  return rendition === undefined ? undefined : stateDigest(identityOf(rendition));
}

/** What a project records of what it was rendered from. */
export function identityOf({ plan: { answers }, loaded: { pack, digest, source } }: Rendition) {
  const identity = { id: pack.id, revision: pack.revision, digest, ...(source === undefined ? {} : { source }) };
  return { pack: identity, answers: answers.values, asked: answers.asked };
}

/** Whether nothing changes but the bit that nobody looks at here. */
function isSame(before: Entry | undefined, after: FileEntry | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return before.kind === 'file' && before.bytes.equals(after.bytes);
}
