import { describe, expect, it } from 'vitest';
import { countBoxes, tick, titlesIn } from '../../../generators/pipeline/words/tick.js';

const BOXES = [
  { slug: 'git', names: ['Create a git repository', 'Put the project under git (M5)'] },
  { slug: 'docker', names: ['Construct docker files'] },
];
const TEXT =
  '- [ ] Put the project under git (M5)\n* [ ] construct  docker files (M10, M11)\n- [x] Create a git repository\n- [ ] Something else\n';

describe('ticking', () => {
  it('ticks the boxes of the tasks under any of their names, and no other letter changes', () => {
    expect(tick(TEXT, BOXES)).toEqual({
      text: TEXT.replace('[ ] Put', '[x] Put').replace('[ ] construct', '[x] construct'),
      slugs: ['git', 'docker'],
    });
    expect(tick(TEXT, BOXES.slice(1)).slugs).toEqual(['docker']);
  });

  it('leaves what is ticked, and what stands in a comment', () => {
    const text = '- [X] Construct docker files\n<!--\n- [ ] Construct docker files\n-->\nTick - [ ] Construct docker files\n';
    expect(tick(text, BOXES)).toEqual({ text, slugs: [] });
  });

  it('keeps the line ends of Windows', () => {
    expect(tick('- [ ] Construct docker files\r\nx\r\n', BOXES).text).toBe('- [x] Construct docker files\r\nx\r\n');
  });
});

it('a report is known by its boxes', () => {
  expect(countBoxes(TEXT, BOXES)).toBe(3);
  expect(titlesIn('- [ ] a\n- b\n  - [x] c (M1)\n')).toEqual(['a', 'c (M1)']);
});
