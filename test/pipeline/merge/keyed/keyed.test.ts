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
    const texts = { base: 'a = 1\n', yours: 'a = 2\nt = { y = 1 }\n', next: 'a = 1\n[t.sub]\nx = 1\n[t.sub.deep]\nz = 1\n' };
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
      yours: { 'p.toml': `t = { y = 1 }\n${lines}d = 2\n` },
      next: { 'p.toml': `${lines}d = 1\n[t.sub]\nx = 1\n[t.sub.deep]\nz = 1\n` },
    };
    expect(await changeIn(sides)).toMatchObject({ outcome: 'conflict', unfit: ['generated'] });
  });
});

describe('a comment of the person behind an entry', () => {
  async function merge(file: string, base: string, yours: string, next: string) {
    const change = await changeIn({ base: { [file]: base }, yours: { [file]: yours }, next: { [file]: next } });
    const text = written(change.writes, file) ?? yours;
    return { outcome: change.outcome, text, mine: written(change.resolutions?.mine ?? [], file) ?? yours };
  }
  test('is no other version of a requirement, and stays where that changes or goes', async () => {
    const [base, yours] = ['fastapi==0.165.0\nx==1\n', 'fastapi==0.165.0  # our API\nx==1\n'];
    expect(await merge('requirements.txt', base, yours, 'fastapi==0.166.0\nx==1\n')).toMatchObject({
      outcome: 'merged',
      text: 'fastapi==0.166.0  # our API\nx==1\n',
    });
    expect(await merge('requirements.txt', base, yours, 'x==1\n')).toMatchObject({ outcome: 'merged', text: '# our API\nx==1\n' });
  });
  test('is asked about where it would go with an item beside it, and ours alone comes without a question', async () => {
    const base = 'a = 1\nc = [\n    "omegaconf",\n    "hydra",\n]\n';
    const yours = 'a = 1\nc = ["omegaconf", # pinned by Ida\n     "hydra"]\n';
    const { outcome, mine } = await merge('p.toml', base, yours, 'a = 2\nc = [\n    "omegaconf",\n]\n');
    expect(outcome).toBe('conflict');
    expect(mine).toBe(yours.replace('a = 1', 'a = 2'));
  });
  test('is asked about where a value in one line becomes a block', async () => {
    const base = 'steps:\n  - name: Lint\n    run: uv sync\n';
    const yours = base.replace('uv sync', 'uv sync # Ida: on purpose');
    const { outcome, mine } = await merge('w.yaml', base, yours, base.replace('run: uv sync', 'run: |\n      pip install\n      ruff'));
    expect({ outcome, mine }).toEqual({ outcome: 'conflict', mine: yours });
  });
  test('goes where it is ours', async () => {
    const base = 'a = 1\nselect = [\n    "B", # likely bugs\n    "D", # docstrings\n]\nz = 1\n';
    const yours = `${base}mine = 1\n`;
    expect(await merge('p.toml', base, yours, 'a = 1\nz = 1\n')).toMatchObject({ outcome: 'merged', text: 'a = 1\nz = 1\nmine = 1\n' });
  });
});

describe('a file that holds what has no one meaning', () => {
  test('such as an alias without its anchor is merged by its lines', async () => {
    const base = 'a: 1\nb: 2\nc: 3\n';
    const sides = { base: { 'w.yaml': base }, yours: { 'w.yaml': `${base}d: *nope\n` }, next: { 'w.yaml': base.replace('1', '9') } };
    expect((await changeIn(sides)).outcome).toMatch(/conflict|merged/);
  });
  test('whose anchor would go with the value that we change is a conflict, and no error', async () => {
    const base = 'version: 1\nother: 2\n';
    const yours = 'version: &v 1\nother: 2\nmine: *v\n';
    const change = await changeIn({ base: { 'w.yaml': base }, yours: { 'w.yaml': yours }, next: { 'w.yaml': 'version: 3\nother: 2\n' } });
    expect(change.outcome).toMatch(/conflict|merged/);
    if (change.outcome === 'merged') expect(written(change.writes, 'w.yaml')).toContain('&v');
  });
});

describe('an item that the person removed from a list whose order counts', () => {
  const hooks = (...ids: string[]) => `hooks:\n${ids.map((id) => `  - id: ${id}\n`).join('')}`;
  test('stays removed, and the others take their new versions', async () => {
    const base = hooks('a\n    entry: 1', 'large\n    entry: 1', 'c\n    entry: 1');
    const yours = hooks('a\n    entry: 1', 'c\n    entry: 1');
    const change = await changeIn({ base: { 'p.yaml': base }, yours: { 'p.yaml': yours }, next: { 'p.yaml': base.replaceAll('1', '2') } });
    expect(change.note).toContain('You removed large, so it stays removed');
    expect(written(change.writes, 'p.yaml')).toBe(yours.replaceAll('1', '2'));
  });
});

describe('a file that names a group twice before we come', () => {
  test('is in conflict, as what comes of it could not be read either', async () => {
    const base = '[dependency-groups]\ntests = []\n';
    const yours = '[dependency-groups]\nTests = ["rich"]\ntests = []\n';
    const next = '[dependency-groups]\ntests = ["pytest"]\n';
    expect(await changeIn({ base: { 'p.toml': base }, yours: { 'p.toml': yours }, next: { 'p.toml': next } })).toMatchObject({
      outcome: 'conflict',
    });
  });
});

describe('what goes and comes again in a file that the person has edited', () => {
  const part = '# On the command line.\ndefaults:\n  - schema # the dataclass\n  - model: null # a file\n\n';
  const [bare, whole] = ['# Settings.\n\nseed: 42\nepochs: 5\n', `# Settings.\n\n${part}seed: 42\nepochs: 5\n`];
  test('leaves no comment of ours behind, and brings each once', async () => {
    const yours = whole.replace('42', '1');
    const gone = await changeIn({ base: { 'c.yaml': whole }, yours: { 'c.yaml': yours }, next: { 'c.yaml': bare } });
    const left = written(gone.writes, 'c.yaml') ?? '';
    expect(left.replaceAll(/\n+/g, '\n')).toBe('# Settings.\nseed: 1\nepochs: 5\n');
    const again = await changeIn({ base: { 'c.yaml': bare }, yours: { 'c.yaml': left }, next: { 'c.yaml': whole } });
    const back = written(again.writes, 'c.yaml') ?? '';
    expect(back.replaceAll(/\n+/g, '\n')).toBe(yours.replaceAll(/\n+/g, '\n'));
  });
});

describe('a package that the person asks for once for each version of Python', () => {
  test('stays as they wrote it, and is not told of as removed', async () => {
    const change = await changeIn({
      base: { 'requirements.txt': 'numpy==2.4\nx==1\n' },
      yours: { 'requirements.txt': 'numpy==2.4; python_version < "3.12"\nnumpy==2.6; python_version >= "3.12"\nx==1\n' },
      next: { 'requirements.txt': 'numpy==2.5\nx==1\n' },
    });
    expect(change).toMatchObject({ outcome: 'unchanged', note: 'You both have numpy; yours stays.' });
    expect(change.writes).toEqual([]);
  });
});

describe('a list of which every item is another one now', () => {
  test('has the new ones, beside what the person added elsewhere', async () => {
    const base = 'stages:\n  fetch:\n    cmd: p.data\n    deps:\n      - src/p/data.py\n  train:\n    cmd: p.train\n';
    const yours = base.replace('  train:\n', '  train:\n    desc: our words\n');
    const next = base.replaceAll(/\bp\b/g, 'birds');
    const change = await changeIn({ base: { 'dvc.yaml': base }, yours: { 'dvc.yaml': yours }, next: { 'dvc.yaml': next } });
    expect(change.outcome).toBe('merged');
    expect(written(change.writes, 'dvc.yaml')).toBe(yours.replaceAll(/\bp\b/g, 'birds'));
  });
});
