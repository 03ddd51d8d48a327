import { describe, expect, it } from 'vitest';
import { type Files, problemsOf } from '../../../packs/pack_folder.js';

describe('files that cannot be emitted', () => {
  const files = (settings: string, more: Files = {}): Files => ({
    'pack.yml': 'id: x\n',
    's/stage.yml': `files:\n  a.txt: { ${settings} }\n`,
    's/files/a.txt': '\n<%- nmae %>\n',
    ...more,
  });
  it.each<[string, Files, string]>([
    ['a template with a mistake', files('template: true'), 's/files/a.txt:2: The name "nmae" is not declared'],
    ['a path that leaves the project', files('as: ../a.txt'), 's/stage.yml:2: The path "../a.txt" leaves its folder'],
    [
      'a condition that is broken',
      files('when: a ==='),
      's/stage.yml:2: "when: a ===": There is nothing more where a text in single quotes should stand',
    ],
    ['a binary template', files('template: true', { 's/files/a.txt': '\0' }), 's/files/a.txt:1: A binary file cannot be a template'],
    [
      'a former place that is there',
      files('was: [t/files/b.txt]', { 't/files/b.txt': '' }),
      's/files/a.txt:1: "was" names t/files/b.txt, which is there',
    ],
    ['the same path twice', files('as: b.txt', { 't/files/b.txt': '' }), 's/files/a.txt:1: t/files/b.txt is emitted as b.txt too'],
    [
      'the same path in other letters',
      files('as: B.txt', { 't/files/b.txt': '' }),
      't/files/b.txt:1: s/files/a.txt is emitted as B.txt too',
    ],
    ['a file where a folder is', files('as: d', { 't/files/d/b.txt': '' }), 's/files/a.txt:1: d is a file here and a folder elsewhere'],
    [
      'a part without a file',
      files('once: true', { 's/parts/b.txt': '' }),
      's/parts/b.txt:1: No stage has a file b.txt to which this part could go',
    ],
    [
      'a part with a mistake',
      files('template: true', { 's/files/a.txt': '<%- parts %>', 's/parts/a.txt': '<%- x.y %>' }),
      's/parts/a.txt:1: The name "x" is not declared',
    ],
    [
      'a part without a place',
      files('template: true', { 's/files/a.txt': '', 's/parts/a.txt': '' }),
      's/files/a.txt:1: The part s/parts/a.txt finds no place here',
    ],
  ])('%s', async (_, pack, expected) => {
    expect(await problemsOf(pack)).toContain(expected);
  });

  it('are all told that stand in one place, in whatever letters', async () => {
    expect(await problemsOf(files('as: B.txt', { 's/files/a.txt': '', 't/files/b.txt': '' }))).toEqual([
      's/files/a.txt:1: t/files/b.txt is emitted as b.txt too',
      't/files/b.txt:1: s/files/a.txt is emitted as B.txt too',
    ]);
  });

  it('cannot stand in the same place under the same condition', async () => {
    const stage = "files:\n  a: { as: c, when: stages.includes('s') }\n  b: { as: c, when: stages.includes('s') }\n";
    expect(await problemsOf({ 'pack.yml': 'id: x\n', 's/stage.yml': stage, 's/files/a': '', 's/files/b': '' })).toEqual([
      's/files/a:1: s/files/b is emitted as c too',
      's/files/b:1: s/files/a is emitted as c too',
    ]);
  });

  it('have no place for parts where they are no templates, whatever stands in them', async () => {
    const more = { 's/files/a.txt': '<%- parts %>\n', 's/parts/a.txt': '' };
    expect(await problemsOf(files('template: false', more))).toEqual(['s/files/a.txt:1: The part s/parts/a.txt finds no place here']);
    expect(await problemsOf(files('template: true', more))).toEqual([]);
  });

  it('may stand in the same place under conditions of their own', async () => {
    const stage = "files:\n  a: { as: c, when: stages.includes('s') }\n  b: { as: c, when: \"!stages.includes('s')\" }\n";
    expect(
      await problemsOf({
        'pack.yml': 'id: x\n',
        's/stage.yml': stage,
        's/files/a': '<% not a template',
        's/files/b': '',
      }),
    ).toEqual([]);
  });
});
