import { describe, expect, it } from 'vitest';
import { isPackage, isPackageName, readPackageName, shownPackage } from '../../../../generators/pipeline/pack/remote/package_name.js';

describe('a package of npm', () => {
  it.each([
    ['npm:my-pack', { name: 'my-pack' }],
    ['NPM:my-pack@1.2.0', { name: 'my-pack', version: '1.2.0' }],
    ['npm:@course/pack', { name: '@course/pack' }],
    ['npm:@course/pack@next', { name: '@course/pack', version: 'next' }],
  ])('is named by %s', (reference, expected) => {
    expect([isPackage(reference), readPackageName(reference)]).toEqual([true, expected]);
    expect(shownPackage(expected)).toBe(reference.replace('NPM', 'npm'));
  });

  it.each(['2026', './npm', 'https://host/npm:x', 'C:\\npm'])('is not named by %s', (reference) => {
    expect(isPackage(reference)).toBe(false);
  });

  it.each([
    ['npm:', /^"" is no name of a package of npm\. Write npm:my-pack, /],
    ['npm:../folder', /is no name/],
    ['npm:/etc/passwd', /is no name/],
    ['npm:--global', /is no name/],
    ['npm:git+https://host/x', /is no name/],
    ['npm:user/repository', /is no name/],
    ['npm:file:x', /is no name/],
    ['npm:My-Pack', /is no name/],
    ['npm:my-pack@', /^"" is no version of a package\. Write one version, such as npm:my-pack@1\.2\.0, or a tag\.$/],
    ['npm:my-pack@file:..', /is no version/],
    ['npm:my-pack@https://host/x.tgz', /is no version|is no name/],
    ['npm:my-pack@npm:other', /is no version/],
    ['npm:my-pack@--registry=http://host', /is no version/],
    ['npm:my-pack@>=1', /is no version/],
  ])('is none where npm would do something else with it: %s', (reference, says) => {
    expect(() => readPackageName(reference)).toThrow(says);
  });

  it('may be called by its name alone', () => {
    expect(['my-pack', '@course/pack', '../x', 'a b', ''].map(isPackageName)).toEqual([true, true, false, false, false]);
  });
});
