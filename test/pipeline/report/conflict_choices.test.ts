import { describe, expect, test } from 'vitest';
import { choicesFor, choicesForAll } from '../../../generators/pipeline/report/conflict_choices.js';
import { changeIn } from '../merge/trees.js';

describe('what can be chosen for a conflict', () => {
  test('is both, mine, the generated one, or to see more first', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: 'mine\n' }, next: { a: 'new\n' } });
    expect(choicesFor(change, 1, 'add').map(({ value }) => value)).toEqual(['markers', 'mine', 'generated', 'see']);
    expect(choicesFor(change, 3, 'add').at(-1)?.name).toBe('One answer for all 3 that are left');
  });
  test('speaks of what was there before where an undo asks', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: 'mine\n' }, next: { a: 'new\n' } });
    expect(choicesFor(change, 1, 'undo').map(({ name }) => name)).toContain('Take the one from before');
    expect(choicesForAll('undo').at(-1)?.name).toBe('Take the one from before');
  });
  test('holds no way to put a file where a folder stands, and shows no text of what is none', async () => {
    const change = await changeIn({ yours: { docs: { kind: 'folder' } }, next: { docs: '\0' } });
    expect(choicesFor(change, 1, 'add').map(({ value }) => value)).toEqual(['markers', 'mine']);
  });
});
