import {
  type Checklist,
  type ChecklistState,
  type Key,
  makeChecklist,
  press,
  startState,
} from '../../../generators/pipeline/ask/checklist.js';
import { PACK } from '../pack/fixture.js';

/** All that the small course offers. */
export const LIST = makeChecklist(PACK);

export const SPACE: Key = { name: 'space', sequence: ' ' };
export const TAB: Key = { name: 'tab', sequence: '\t' };
export const DOWN: Key = { name: 'down' };
export const ESCAPE: Key = { name: 'escape', sequence: '\u001b' };
export const ALL: Key = { name: 'a', ctrl: true, sequence: '\u0001' };

/** A text as keys, one for each letter. */
export function type(text: string): Key[] {
  return [...text].map((letter) => ({ name: letter === ' ' ? 'space' : letter, sequence: letter }));
}

/** Where a person stands after some keys. */
export function play(keys: readonly Key[], list: Checklist = LIST, asked: readonly string[] = []): ChecklistState {
  return keys.reduce((state, key) => press(list, state, key), startState(list, asked));
}
