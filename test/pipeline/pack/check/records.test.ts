import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../packs/pack_folder.js';

describe('what stages contribute', () => {
  it.each<[string, string, string]>([
    [
      'a package without a version',
      'dependencies:\n    - { name: torch, group: g }',
      's/stage.yml:3: There is no version of "torch" in versions.txt',
    ],
    ['a package without a group', 'dependencies:\n    - { name: known }', 's/stage.yml:3: The dependency "known" has no group'],
    ['a package without a name', 'dependencies: [{ group: g }]', 's/stage.yml:2: A dependency has no name'],
    ['a condition that is broken', 'pages: [{ path: a, when: b }]', 's/stage.yml:2: "when: b": The name "b" is not declared'],
    ['a collection that is made', 'groups: [{ a: b }]', 's/stage.yml:2: The name "groups" is reserved'],
    ['a field with a name of the templates', 'pages: [{ process: b }]', 's/stage.yml:2: The field "process" has a reserved name'],
    [
      'a tag, which would be printed as it is',
      'pages: [{ command: "mlops <%- name %>" }]',
      's/stage.yml:2: "command" holds a tag (<%), and what is contributed is printed as it is',
    ],
    ['a next step without a command', 'next: [{ cmd: make, note: a }]', 's/stage.yml:2: What is shown after the writing has no command'],
    ['a field of two kinds', 'pages: [{ a: b }, { a: [b] }]', 's/stage.yml:2: "pages.a" is a list in one record and a string in another'],
  ])('%s', async (_, contributes, expected) => {
    const files = {
      'pack.yml': 'id: x\n',
      'versions.txt': 'known==1.0\n',
      's/stage.yml': `contributes:\n  ${contributes}\n`,
    };
    expect(await problemsOf(files)).toContain(expected);
  });

  it('may have a field in some records only, and no two of one kind in different collections', async () => {
    const stage = 'contributes:\n  pages: [{ a: b, when: name }, { c: [d] }]\n  links: [{ a: [b], c: d }]\n';
    expect(await problemsOf({ 'pack.yml': 'id: x\n', 's/stage.yml': stage })).toEqual([]);
  });

  it('is told which record differs from the first', async () => {
    const stage = 'contributes:\n  pages:\n    - { a: b }\n    - { a: [b] }\n    - { a: c }\n';
    expect(await problemsOf({ 'pack.yml': 'id: x\n', 's/stage.yml': stage })).toEqual([
      's/stage.yml:4: "pages.a" is a list in one record and a string in another',
    ]);
  });

  it('is a field of one kind, whichever stage contributes the record', async () => {
    const files = {
      'pack.yml': 'id: x\n',
      's/stage.yml': 'contributes: { pages: [{ a: b }] }\n',
      't/stage.yml': '\ncontributes:\n  pages: [{ a: [b] }]\n',
    };
    expect(await problemsOf(files)).toEqual(['t/stage.yml:3: "pages.a" is a list in one record and a string in another']);
  });
});
