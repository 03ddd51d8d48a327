import { describe, expect, test } from 'vitest';
import { ENTRIES, merged } from '../merged.js';
import { changeIn, written } from '../trees.js';

describe('ignore files', () => {
  const base = '# Python\n__pycache__/\n';
  test('both appended: the person’s lines first, then ours', async () => {
    const result = await merged('lines', base, `${base}notes/\n`, `${base}mlruns/\n`);
    expect(result).toEqual({ text: `${base}notes/\nmlruns/\n`, outcome: 'merged', rule: 12, note: ENTRIES });
  });
  test('a line that both have stands once, wherever the person put it', async () => {
    const yours = `mlruns/\n${base}notes/\ndata/\n`;
    const { text } = await merged('lines', base, yours, `${base}# Data\ndata/\nmlruns/\n# Models\nmodels/\n`);
    expect(text).toBe(`${yours}# Models\nmodels/\n`);
  });
  test('a line that the person has elsewhere is not added a second time', async () => {
    const yours = `.env\n${base}`;
    const { text } = await merged('lines', base, yours, `${base}.env\nmodels/\n`);
    expect(text).toBe(`${yours}models/\n`);
  });
  test('a heading above several lines stays as long as one of them does', async () => {
    const { text } = await merged('lines', base, `${base}a/\n`, `${base}# Runs\na/\nb/\n`);
    expect(text).toBe(`${base}a/\n# Runs\nb/\n`);
  });
  test('a line that takes another back stays with it', async () => {
    const { text } = await merged('lines', base, `${base}data/\n!data/keep\n`, `${base}models/*\n# kept\n!models/.gitkeep\n`);
    expect(text).toBe(`${base}data/\n!data/keep\nmodels/*\n# kept\n!models/.gitkeep\n`);
  });
  test('a line that takes back what is above it keeps the last word', async () => {
    const { text } = await merged('lines', base, `${base}!data/keep\n`, `${base}out/\n`);
    expect(text).toBe(`${base}out/\n!data/keep\n`);
  });
  test('a last line without an end gets one', async () => {
    const { text } = await merged('lines', base, `${base}notes/`, `${base}mlruns/\n`);
    expect(text).toBe(`${base}notes/\nmlruns/\n`);
  });
  test('a last line without an end that we change has none afterwards, and nothing is said of a change of theirs', async () => {
    const result = await merged('lines', 'a/\nb/\n', 'a/\nb/', 'a/\nc/\n');
    expect([result.outcome, result.note]).toEqual(['merged', undefined]);
    const next = { 'requirements.txt': 'a==1\nb==3\n' };
    const change = await changeIn({ base: { 'requirements.txt': 'a==1\nb==2\n' }, yours: { 'requirements.txt': 'a==1\nb==2' }, next });
    expect([written(change.writes, 'requirements.txt'), change.note]).toEqual(['a==1\nb==3', undefined]);
  });
  test('a line goes below the heading that is left above it, in whatever order lines come; one that the person took out stays out', async () => {
    const base = '# One\n\n# Two\n\n# Three\nlast\n';
    const yours = '# One\n\n# Two\n\nmine\nlast\n';
    const one = base.replace('# One\n', '# One\nfirst\n');
    const three = base.replace('# Three\n', '# Three\nthird\n');
    const both = one.replace('# Three\n', '# Three\nthird\n');
    const forwards = (await merged('lines', one, (await merged('lines', base, yours, one)).text ?? '', both)).text;
    const backwards = (await merged('lines', three, (await merged('lines', base, yours, three)).text ?? '', both)).text;
    expect(forwards).toBe('# One\nfirst\n\n# Two\nthird\n\nmine\nlast\n');
    expect(backwards).toBe(forwards);
  });
  test('an addition beside a line that the person edited is an addition too', async () => {
    const { text } = await merged('lines', 'a\nb\n', 'a\nB\nmine\n', 'a\nb\nours\n');
    expect(text).toBe('a\nB\nmine\nours\n');
  });
  test('of a line that both changed, both new ones are in', async () => {
    expect(await merged('lines', 'a\nb\n', 'a\nmine\n', 'a\nours\n')).toMatchObject({ outcome: 'merged', text: 'a\nmine\nours\n' });
  });
  test('a file that was there before us keeps its lines and gets ours', async () => {
    const change = await changeIn({ yours: { f: 'mine\n' }, next: { f: 'ours\n' }, policy: { additive: 'lines' } });
    expect(written(change.writes, 'f')).toBe('mine\nours\n');
  });
  test('Windows line ends stay', async () => {
    const { text } = await merged('lines', 'a\n', 'a\r\nmine\r\n', 'a\nours\n');
    expect(text).toBe('a\r\nmine\r\nours\r\n');
  });
  test('a variable that the person has set keeps the person’s value', async () => {
    const { text } = await merged('lines', 'A=1\n', 'A=1\nWANDB_API_KEY=secret\n', 'A=1\nWANDB_API_KEY=\nPORT=8000\n');
    expect(text).toBe('A=1\nWANDB_API_KEY=secret\nPORT=8000\n');
  });
});
