import { expect } from 'vitest';
import { stateDigest } from '../../generators/pipeline/project/history_step.js';
import { parseState } from '../../generators/pipeline/project/state_parse.js';
import type { Snapshot } from './snapshot.js';
import type { Line, Outcome } from './world.js';

/** The commands that changed something, in their order, whatever branch they ran on: each by the state that it led to. */
export class Steps {
  readonly #taken: (string | undefined)[] = [];

  /** `undo` takes back the newest command, or nothing: where that one did not lead to the state of the project, it is refused. */
  verifyUndo(line: Line, before: Snapshot, { result }: Outcome): void {
    if (isUndo(line) && result !== undefined) expect(stateIn(before)).toBe(this.#taken.at(-1));
  }

  /** @param changed whether the command did anything. */
  note(line: Line, after: Snapshot, { result }: Outcome, changed: boolean): void {
    if (result === undefined || !changed) return;
    if (isUndo(line)) this.#taken.pop();
    else this.#taken.push(stateIn(after));
  }
}

function isUndo({ command, values }: Line): boolean {
  return command === 'undo' && values?.['redo'] !== true;
}

function stateIn(seen: Snapshot): string | undefined {
  const recorded = seen.get('.yo-rc.json')?.replace(/^file . /, '');
  const state = recorded === undefined ? undefined : parseState(Buffer.from(recorded, 'latin1'));
  return state && stateDigest(state);
}
