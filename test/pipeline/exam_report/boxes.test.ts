import { describe, expect, it } from 'vitest';
import { boxLabels, readBoxes, tick } from '../../../generators/pipeline/exam_report/boxes.js';
import { yearReport } from '../../support/reports.js';

const { loaded, form, blank } = await yearReport('2026');
const labels = boxLabels(loaded.pack, form.blank);
const slugsIn = (text: string) => readBoxes(text, labels).map(({ slug, isTicked }) => [slug, isTicked]);

describe('the boxes of a checklist', () => {
  it.each([
    ['- [ ] Write Dockerfiles (M10)', 'dockerfiles', false],
    ['* [x] Write Dockerfiles', 'dockerfiles', true],
    ['  + [X] write **dockerfiles** (M10).', 'dockerfiles', true],
    ['- [ ] Construct one or multiple docker files\n  for your code (M10)', 'dockerfiles', false],
    [
      '- [ ] Fill out the `data.py` file such that it downloads whatever data you need and preprocesses it (if necessary) (M6)',
      'data-module',
      false,
    ],
    ['- [ ] Keep the lists of dependencies complete (M2+M6)', 'dependency-files', false],
    ['- [ ] Buy milk', undefined, false],
  ])('are those of tasks: %s', (line, slug, isTicked) => {
    for (const text of [line, line.replaceAll('\n', '\r\n'), `${line}\n- [ ] Buy milk\n`])
      expect(slugsIn(text)[0]).toEqual([slug, isTicked]);
  });

  it('are no boxes where nothing can be ticked', () => {
    expect(slugsIn('- [y] a\n[ ] b\n- [] c\n- [ ]d\n')).toEqual([]);
  });
});

describe('a box in words that nobody knows', () => {
  const reworded = blank.replace('Write Dockerfiles', 'Put it all into boxes');

  it('is known by its place where all others are in theirs', () => {
    expect(slugsIn(reworded).map(([slug]) => slug)).toEqual(slugsIn(blank).map(([slug]) => slug));
    expect(readBoxes(tick(reworded, ['dockerfiles'], labels), labels).filter(({ isTicked }) => isTicked)).toHaveLength(1);
  });

  it('is of no task where another one is missing or elsewhere', () => {
    const [first = '', second = ''] = blank.match(/^- \[ \] .*$/gm) ?? [];
    const swapped = reworded.replace(first, '@').replace(second, first).replace('@', second);
    for (const text of [reworded.replace(`${first}\n`, ''), swapped])
      expect(slugsIn(text).filter(([slug]) => slug === undefined)).toHaveLength(1);
  });
});

describe('ticking', () => {
  it.each([
    ['line feeds', blank],
    ['line ends of Windows', blank.replaceAll('\n', '\r\n')],
  ])('changes one sign for each task, and nothing else: %s', (_, text) => {
    const ticked = tick(text, ['dockerfiles', 'hydra', 'no-such-task'], labels);
    const changed = [...text].flatMap((sign, index) => (ticked[index] === sign ? [] : [index]));
    expect(changed).toHaveLength(2);
    expect(changed.map((index) => [text[index], ticked[index]])).toEqual([
      [' ', 'x'],
      [' ', 'x'],
    ]);
    expect(
      readBoxes(ticked, labels)
        .filter(({ isTicked }) => isTicked)
        .map(({ slug }) => slug),
    ).toEqual(['dockerfiles', 'hydra']);
    expect(tick(ticked, ['dockerfiles', 'hydra'], labels)).toBe(ticked);
  });

  it('leaves what is ticked as it is, and a text without such boxes', () => {
    expect(tick('- [X] Write Dockerfiles', ['dockerfiles'], labels)).toBe('- [X] Write Dockerfiles');
    expect(tick('a\r\n- [ ] $& b', ['dockerfiles'], labels)).toBe('a\r\n- [ ] $& b');
  });
});
