import { describe, expect, test } from 'vitest';
import { mergeKeyed } from '../../../../generators/pipeline/merge/keyed/keyed.js';
import { requirements } from '../../../../generators/pipeline/merge/keyed/line_list.js';
import { toml } from '../../../../generators/pipeline/merge/keyed/toml.js';
import { changeIn, written } from '../trees.js';

describe('a merge by key', () => {
  test('leaves to lines what they do right, and what it cannot read', () => {
    const texts = { base: 'a = 1\nb = 1\nc = 1\n', yours: 'a = 2\nb = 1\nc = 1\n', next: 'a = 1\nb = 1\nc = 2\n' };
    expect(mergeKeyed(toml, texts, 'a = 2\nb = 1\nc = 2\n')).toBe('by lines');
    expect(mergeKeyed(toml, { ...texts, yours: 'a = = 2\n' }, undefined)).toBe('by lines');
  });
  test('does not take what lines merge into something else', () => {
    const texts = { base: 'a\n', yours: 'b\na\n', next: 'a\nb\n' };
    expect(mergeKeyed(requirements, texts, 'b\na\nb\n')).toMatchObject({ mine: 'b\na\n', generated: 'b\na\n' });
  });
  test('is not certain where the format does not say how an entry comes in', () => {
    const texts = { base: 'a = 1\n', yours: 'a = 2\nt = [ # theirs\n]\n', next: 'a = 1\nt = ["x"]\n' };
    expect(mergeKeyed(toml, texts, undefined)).toBe('uncertain');
  });
  test('says what stays as the person has it', () => {
    const texts = { base: 'x==1\ny==1\n', yours: 'y==2\nz==1\n', next: 'x==2\nn==1\nz==2\n' };
    const merged = mergeKeyed(requirements, texts, undefined);
    expect(merged).toMatchObject({ mine: 'y==2\nz==1\nn==1\n' });
    expect(typeof merged === 'string' ? merged : merged.note).toBe(
      'You and the generator changed different entries, and both changes are in; yours stays for z. ' +
        'You removed x, so it stays removed; there is a newer version of it. No longer generated: y; it stays because you changed it.',
    );
  });
});

describe('a choice', () => {
  const [base, yours, next] = [
    { 'p.toml': 'name = "a"\nversion = "1"\ntext = "x"\n' },
    { 'p.toml': 'name = "a"\nkeywords = ["k"]\nversion = "2"\ntext = "y"\n' },
    { 'p.toml': 'name = "b"\nversion = "1"\ntext = "z"\n' },
  ];
  test('is about the key that both changed, and about nothing around it', async () => {
    const { outcome, resolutions } = await changeIn({ base, yours, next });
    expect(outcome).toBe('conflict');
    expect(written(resolutions?.mine ?? [], 'p.toml')).toBe('name = "b"\nkeywords = ["k"]\nversion = "2"\ntext = "y"\n');
    expect(written(resolutions?.generated ?? [], 'p.toml')).toBe('name = "b"\nkeywords = ["k"]\nversion = "2"\ntext = "z"\n');
    expect(written(resolutions?.markers ?? [], 'p.toml')).toBe(
      'name = "b"\nkeywords = ["k"]\nversion = "2"\n<<<<<<< yours\ntext = "y"\n=======\ntext = "z"\n>>>>>>> generated\n',
    );
  });
  test('that would leave a file which its format cannot read is named', async () => {
    const lines = 'a = 1\nb = 1\nc = 1\n';
    const sides = {
      base: { 'p.toml': `${lines}d = 1\n` },
      yours: { 'p.toml': `t = [ # theirs\n]\n${lines}d = 2\n` },
      next: { 'p.toml': `${lines}d = 1\nt = ["x"]\n` },
    };
    expect(await changeIn(sides)).toMatchObject({ outcome: 'conflict', unfit: ['generated'] });
  });
});
