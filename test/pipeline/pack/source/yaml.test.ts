import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../../generators/pipeline/pack/source/yaml.js';
import { problemsOf } from '../../../packs/pack_folder.js';

describe('YAML that no pack can be read from', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a key twice', { 'pack.yml': 'id: x\nid: y\n' }, 'pack.yml:2: This is not the YAML of a pack: Map keys must be unique'],
    ['broken YAML', { 'pack.yml': 'id: x\ntitle: "a\n' }, 'pack.yml:3: This is not the YAML of a pack: Missing closing "quote'],
    [
      'an exclamation mark without quotes',
      { 'pack.yml': 'id: x\n', 's/stage.yml': 'files:\n  a: { when: !name }\n', 's/files/a': '' },
      's/stage.yml:2: This is not the YAML of a pack: Unresolved tag: !name',
    ],
    ['an alias', { 'pack.yml': 'id: x\ncourse: &a\n  b: *a\n' }, 'pack.yml:3: An alias (*name) stands for another part of the file'],
    ['an alias of nothing', { 'pack.yml': 'id: x\ntitle: *bold\n' }, 'pack.yml:2: An alias (*name) stands for another part of the file'],
    ['a reserved key', { 'pack.yml': 'id: x\ngroups:\n  __proto__: {}\n' }, 'pack.yml:3: The key "__proto__" is reserved'],
    [
      'a field with a reserved name',
      { 'pack.yml': 'id: x\n', 's/stage.yml': 'contributes:\n  pages: [{ constructor: b }]\n' },
      's/stage.yml:2: The key "constructor" is reserved',
    ],
  ])('%s', async (_, files, expected) => {
    const found = await problemsOf(files);
    expect(found.map((problem) => problem.slice(0, expected.length))).toContain(expected);
  });
});

describe('a YAML file', () => {
  const text = 'id: x\ntasks:\n  a: { id: 1 }\n  b:\n    needs:\n      - a\n      - c\n';

  it('knows the line of each value, and of none that is not there', () => {
    const { lineOf } = readYaml(text, 'pack.yml');
    expect([lineOf([]), lineOf(['tasks', 'a', 'id']), lineOf(['tasks', 'b', 'needs', 1])]).toEqual([1, 3, 7]);
    expect([lineOf(['tasks', 'c']), lineOf(['tasks', 'b', 'needs', 2])]).toEqual([undefined, undefined]);
  });

  it('is an empty map where it is empty', () => {
    const { value, problems } = readYaml('# nothing yet\n', 's/stage.yml');
    expect([value, problems]).toEqual([{}, []]);
  });

  it('has no value where a part of it cannot be read, and every fault is told', () => {
    const { value, problems } = readYaml('a: 1\na: 2\nb: !tag c\nd: *e\n', 'pack.yml');
    expect(value).toBeUndefined();
    expect(problems.map(({ line }) => line).sort()).toEqual([2, 3, 4]);
  });

  it('is not unfolded into a value that fills the memory', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefghi'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
    ];
    const { value, problems } = readYaml(bomb.join('\n'), 'pack.yml');
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(72);
  });
});
