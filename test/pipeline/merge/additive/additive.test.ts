import { describe, expect, test } from 'vitest';
import { withoutOurs } from '../../../../generators/pipeline/merge/additive/additive.js';
import { merged } from '../merged.js';

describe('what we take back beside an edit of the person', () => {
  const piece = { kind: 'conflict', base: ['a\n', 'ours\n', 'b\n'], next: ['a\n', 'b\n'] } as const;
  test('goes where it stands as we put it', () => {
    expect(withoutOurs({ ...piece, yours: ['mine\n', 'ours\n', 'b\n'] })).toEqual(['mine\n', 'b\n']);
  });
  test('stays where the person has it twice, or in other words', () => {
    expect(withoutOurs({ ...piece, yours: ['ours\n', 'mine\n', 'ours\n'] })).toBeUndefined();
    expect(withoutOurs({ ...piece, yours: ['a\n', 'OURS\n'] })).toBeUndefined();
  });
});

test('what stays the person’s is named in their letters', async () => {
  const { note } = await merged('python', 'a = 1\n', 'a = 1\ndef größe():\n    x\n', 'a = 1\ndef größe():\n    y\n');
  expect(note).toContain('yours stays for größe');
});
