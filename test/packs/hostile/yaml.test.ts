import { describe, expect, it } from 'vitest';
import { ID, refusalOf } from './try_pack.js';

const LAUGHS = [
  'lol0: &lol0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]',
  ...Array.from({ length: 12 }, (_, level) => `lol${level + 1}: &lol${level + 1} [${`*lol${level}, `.repeat(9)}]`),
].join('\n');

describe('YAML that is more than a list of what a pack says', () => {
  it.each<[string, string, string]>([
    ['a billion laughs', LAUGHS, 'pack.yml:3: An alias (*name) stands for another part of the file'],
    ['a value that holds itself', 'course: &a { b: *a }', 'pack.yml:2: An alias (*name) stands for another part of the file'],
    ['a merge of an alias', 'course: &a { b: c }\nmodules: { <<: *a }', 'pack.yml:3: An alias (*name) stands for another part of the file'],
    ['a function', 'title: !!js/function "() => (globalThis.ran = true)"', 'pack.yml:2: This is not the YAML of a pack: Unresolved tag'],
    ['a regular expression', 'title: !!js/regexp /(a+)+$/', 'pack.yml:2: This is not the YAML of a pack: Unresolved tag'],
    ['a call of Python', 'title: !!python/object/apply:os.system [id]', 'pack.yml:2: This is not the YAML of a pack: Unresolved tag'],
    ['an object of Ruby', 'title: !ruby/object:Gem::Installer {}', 'pack.yml:2: This is not the YAML of a pack: Unresolved tag'],
    ['a tag by its address', '"title": !<tag:yaml.org,2002:js/undefined> x', 'pack.yml:2: This is not the YAML of a pack: Unresolved tag'],
    ['bytes', 'title: !!binary aGVsbG8=', 'pack.yml:2: title has the wrong form'],
    ['the same key twice', 'title: a\ntitle: b', 'pack.yml:3: This is not the YAML of a pack: Map keys must be unique'],
    ['a second id', 'id: y', 'pack.yml:2: This is not the YAML of a pack: Map keys must be unique'],
    ['a map as a key', '? { a: b }\n: c', 'pack.yml:2: This is not the YAML of a pack'],
    ['two documents', '---\nid: y', 'pack.yml:2: This is not the YAML of a pack'],
    ['lists in lists without end', `title: ${'['.repeat(20_000)}`, 'pack.yml:2: This is not the YAML of a pack: It is nested too deeply'],
    ['maps in maps without end', `title: ${'{ a: '.repeat(10_000)}`, 'pack.yml:2: This is not the YAML of a pack'],
    ['dashes in dashes without end', `course:\n  ${'- '.repeat(20_000)}a`, 'pack.yml:3: This is not the YAML of a pack'],
    ['a hundred thousand tasks', `tasks:\n${'  t: {}\n'.repeat(100_000).replaceAll(/t/g, (_, at) => `t${at}`)}`, 'pack.yml:'],
    ['the prototype of all maps', 'course: { __proto__: { polluted: yes } }', 'The key "__proto__" is reserved'],
    ['the maker of all maps', 'presets: { constructor: [all] }', 'The key "constructor" is reserved'],
    ['the prototype of a maker', 'groups:\n  prototype: Mine', 'The key "prototype" is reserved'],
    ['a prototype deep down', 'course: { a: { constructor: { prototype: { polluted: "1" } } } }', 'The key "constructor" is reserved'],
    ['a prototype as a file of settings', '__proto__: { id: y }', 'The key "__proto__" is reserved'],
    ['what a terminal acts on', 'title: "\\e]0;mine\\a\\e[2J"', 'pack.yml:2: A control character'],
    ['what a terminal acts on, as a key', 'course: { "\\e[2J": a }', 'pack.yml:2: A control character'],
    ['what a terminal acts on, as it is', 'title: a\u009b2Jb', 'pack.yml:2: A control character'],
    ['a NUL', 'title: "a\\0b"', 'pack.yml:2: A control character'],
    ['half a letter', 'course: { a: "\\ud800" }', 'pack.yml:2: '],
  ])('is refused: %s', async (_, text, says) => {
    expect(await refusalOf({ 'pack.yml': `${ID}${text}\n`, 's/files/a': 'a' })).toContain(says);
  });

  it('is refused in a stage too, whatever version of YAML it says it is', async () => {
    const old = await refusalOf({ 'pack.yml': ID, 's/stage.yml': '%YAML 1.1\n---\ntitle: !!set { a, b }\n', 's/files/a': 'a' });
    expect(old).toMatch(/s\/stage\.yml:3: (This is not the YAML of a pack|title has the wrong form)/);
    const merged = await refusalOf({ 'pack.yml': '%YAML 1.1\n---\nid: x\ncourse:\n  <<: { __proto__: { a: b } }\n', 's/files/a': 'a' });
    expect(merged).toMatch(/pack\.yml:\d+: /);
  });
});
