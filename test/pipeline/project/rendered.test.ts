import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { choiceOf, listRendered, pathOfChoice, readChoice, renderedWrites } from '../../../generators/pipeline/project/rendered.js';
import type { State } from '../../../generators/pipeline/project/state.js';
import { fill, inScratch } from '../commit/scene.js';

const STATE: State = {
  version: '0.1.0',
  pack: { id: 'small', revision: 1, digest: 'abc' },
  answers: { name: 'Digits', authors: ['Ada', 'Bø'] },
  asked: ['git', 'api'],
};

/** The files that are written for a state, by path. */
function filesFor(root: string, state: State): Record<string, string> {
  const writes = renderedWrites(root, choiceOf(state)).flatMap(({ path, after }) =>
    after === undefined ? [] : [[path, after.bytes.toString()]],
  );
  return Object.fromEntries(writes) as Record<string, string>;
}

describe('what was rendered together', () => {
  it('is read as it was written, also with the line ends of Windows', () =>
    inScratch((root) => {
      const [path = ''] = Object.keys(filesFor(root, STATE));
      fill(root, { [path]: (filesFor(root, STATE)[path] ?? '').replaceAll('\n', '\r\n') });
      expect(listRendered(root)).toEqual([pathOfChoice(choiceOf(STATE))]);
      expect(pathOfChoice(readChoice(root, path))).toBe(path);
      expect(readChoice(root, path)).toMatchObject({ pack: 'abc', answers: STATE.answers });
    }));

  it('has one name, in whatever order it came about, and another one for each change', () => {
    const choice = choiceOf(STATE);
    const turned = { ...choice, answers: Object.fromEntries(Object.entries(choice.answers).reverse()), asked: ['api', 'git'] };
    const others = [
      { ...choice, asked: ['api'] },
      { ...choice, answers: {} },
      { ...choice, pack: 'abd' },
    ];
    expect(pathOfChoice(turned)).toBe(pathOfChoice(choice));
    expect(new Set([choice, ...others].map(pathOfChoice)).size).toBe(4);
  });

  it('takes the place of what was rendered before, and is not written twice', () =>
    inScratch((root) => {
      fill(root, filesFor(root, STATE));
      const [old] = listRendered(root);
      expect(renderedWrites(root, choiceOf(STATE))).toEqual([]);
      const writes = renderedWrites(root, choiceOf({ ...STATE, asked: [] }));
      expect(writes.map(({ path, after }) => [path === old, after === undefined])).toEqual([
        [true, true],
        [false, false],
      ]);
    }));

  it('goes with the project', () =>
    inScratch((root) => {
      fill(root, filesFor(root, STATE));
      expect(renderedWrites(root, undefined).map(({ after }) => after)).toEqual([undefined]);
    }));

  it('is little alike in two projects, so that git takes neither file for the other', () =>
    inScratch((root) => {
      const [one = '', other = ''] = [STATE, { ...STATE, asked: ['api'] }].flatMap((state) => Object.values(filesFor(root, state)));
      const pieces = (text: string): string[] => text.match(/[^\n]{1,8}/g) ?? [];
      const common = pieces(one).filter((piece) => other.includes(piece)).length;
      expect(common / pieces(one).length).toBeLessThan(0.45);
    }));

  it.each([
    ['another content', (text: string) => text.replace('Digits', 'Other')],
    ['no JSON', () => 'x'],
    ['nothing', () => ''],
    ['another shape', () => '{"pack":"abc","answers":[],"asked":1}'],
  ])('is refused with %s, with a way out', (_, spoil) =>
    inScratch((root) => {
      const [[path, text] = ['', '']] = Object.entries(filesFor(root, STATE));
      fill(root, { [path]: spoil(text) });
      expect(() => readChoice(root, path)).toThrow(/\.mlops\/rendered\/\w+ was changed by hand\. .*git checkout -- .*or remove it/);
      expect(() => readChoice(root, path)).toThrow(Refusal);
    }),
  );

  it('is not looked for behind a link, or among files of other names', () =>
    inScratch((root) => {
      expect(listRendered(root)).toEqual([]);
      fill(root, { 'elsewhere/0123456789abcdef': 'x', '.mlops/pack': 'x' });
      symlinkSync('../elsewhere', join(root, '.mlops/rendered'));
      expect(listRendered(root)).toEqual([]);
      mkdirSync(join(root, 'real/.mlops/rendered'), { recursive: true });
      fill(root, { 'real/.mlops/rendered/README': 'x' });
      expect(listRendered(join(root, 'real'))).toEqual([]);
    }));
});
