import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPackage, derivePackage, LONGEST_PACKAGE, whyRenamed } from '../../../generators/pipeline/answers/package_name.js';

describe('a package name made of a title', () => {
  it.each([
    ['Digits in Øresund', 'digits_in_oeresund'],
    ['Ærø Ålborg', 'aeroe_aalborg'],
    ['Café  Crème!', 'cafe_creme'],
    ['Straße', 'strasse'],
    ['02476 project', 'project_02476_project'],
    ['torch', 'torch_project'],
    ['class', 'class_project'],
    ['Random', 'random_project'],
    ['CON', 'con_project'],
    ['tests', 'tests_project'],
    ['🦆', 'my_project'],
    ['', 'my_project'],
    ['a', 'a'],
    ['__init__', 'init'],
    ['my-project', 'my_project'],
  ])('turns "%s" into %s', (title, name) => {
    expect(derivePackage(title, ['torch'])).toBe(name);
  });

  it('is accepted, whatever the title', () => {
    const titles = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom('é'.repeat(90), 'x'.repeat(65)),
    );
    fc.assert(
      fc.property(titles, fc.array(fc.string()), (title, reserved) => {
        expect(checkPackage(derivePackage(title, reserved), reserved)).toBeUndefined();
      }),
    );
  });

  it('steps aside as often as it must', () => {
    expect(derivePackage('torch', ['torch', 'torch_project'])).toBe('torch_project_2');
    expect(derivePackage('x'.repeat(64), ['x'.repeat(64)])).toHaveLength(LONGEST_PACKAGE);
  });
});

describe('a package that is not called as the title', () => {
  it.each([
    ['grp', 'The package is called grp_project, because "grp" would shadow the module of that name in the standard library'],
    ['Torch', 'The package is called torch_project, because "torch" would shadow a module that the project needs'],
    ['CON', 'The package is called con_project, because "con" is a reserved name on Windows'],
  ])('is explained for "%s"', (title, sentence) => {
    expect(whyRenamed(title, ['torch'])).toBe(sentence);
  });

  it.each(['Digits in Øresund', '02476 project', '', 'my-project'])('needs no word for "%s"', (title) => {
    expect(whyRenamed(title, ['torch'])).toBeUndefined();
  });
});

describe('a package name that was given', () => {
  it.each(['a', 'digits', 'my_project2', 'x'.repeat(64)])('takes %s', (name) => {
    expect(checkPackage(name, ['torch'])).toBeUndefined();
  });

  it.each([
    ['', 'is empty', 'my_project'],
    ['MyProject', 'upper-case', 'myproject'],
    ['1abc', 'digit', 'project_1abc'],
    ['a-b', 'dash', 'a_b'],
    ['class', 'keyword', 'class_project'],
    ['match', 'keyword', 'match_project'],
    ['logging', 'standard library', 'logging_project'],
    ['annotationlib', 'standard library', 'annotationlib_project'],
    ['distutils', 'standard library', 'distutils_project'],
    ['torch', 'needs', 'torch_project'],
    ['tests', 'needs', 'tests_project'],
    ['nul', 'Windows', 'nul_project'],
    ['_private', 'underscore', 'private'],
    ['café', 'other than', 'cafe'],
    ['a.b', 'other than', 'a_b'],
    ['a b\n', 'other than', 'a_b'],
    ['x'.repeat(65), 'longer', 'x'.repeat(64)],
  ])('refuses "%s", says why and what would do', (name, why, suggestion) => {
    const refusal = checkPackage(name, ['torch']);
    expect(refusal?.fact).toContain(why);
    expect(refusal?.remedy).toContain(`--package=${suggestion}`);
    expect(refusal?.fact).not.toMatch(/\p{Cc}/u);
  });

  it('is never refused with a suggestion that would be refused', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const suggestion = /--package=(\S+)$/.exec(checkPackage(name)?.remedy ?? '')?.[1];
        if (suggestion !== undefined) expect(checkPackage(suggestion)).toBeUndefined();
      }),
    );
  });
});
