import { expect, test } from 'vitest';
import { type PackNews, packNews } from '../../../generators/pipeline/pack/library/news.js';
import { presentNews } from '../../../generators/pipeline/report/news.js';
import { PACK } from '../pack/fixture.js';
import { terminal } from '../terminal_stub.js';

const pack = { id: 'a', title: 'Course', revision: 1 };
const none: PackNews = {
  from: pack,
  to: { ...pack, revision: 2 },
  newTasks: [],
  goneTasks: [],
  reworded: [],
  renamed: [],
  versions: [],
  renamedAnswers: [],
  droppedAnswers: [],
};

test('a pack that brings nothing for the checklist says so', () => {
  expect(presentNews(none, false, terminal())).toEqual([
    'Course: from revision 1 to revision 2.',
    'The checklist and the versions stay as they are.',
    '',
  ]);
});
test('answers that are renamed or dropped, and tasks that come back, are told', () => {
  const news: PackNews = {
    ...none,
    newTasks: [
      { slug: 'a', wording: 'Do a' },
      { slug: 'b', wording: 'Do b', on: true },
    ],
    renamedAnswers: [{ before: 'license', after: 'licence' }],
    droppedAnswers: [{ flag: '--author', value: ['Ada', 'Bo'] }],
  };
  const lines = presentNews(news, false, terminal({ columns: 100 })).join('\n');
  expect(lines).toMatch(/off until you add it \(mlops add <name>\)\n {2}a\n[\s\S]*On the checklist again, and on\n {2}b\n/);
  expect(lines).toContain('  license is now called licence');
  expect(lines).toContain('  --author=Ada,Bo');
});
test('versions that come, change and go are told, long lists in part', () => {
  const versions = Array.from({ length: 20 }, (_, index) => ({ name: `p${index}`, ...(index === 0 ? {} : { before: '1' }), after: '2' }));
  const lines = presentNews({ ...none, versions }, false, terminal());
  expect(lines).toContain('  p0   2 is new');
  expect(lines).toContain('  p1   1 → 2');
  expect(lines).toContain('  … 8 more (--full shows them)');
  expect(presentNews({ ...none, versions }, true, terminal()).join('\n')).toContain('p19');
});
test('reads a long list with a count of what is left, unless it wants all', () => {
  const versions = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`package-${index}`, { version: '1.0', below: '2' }]));
  const news = packNews({ ...PACK, versions: {} }, { ...PACK, versions });
  const wide = terminal({ interactive: false, columns: 80 });
  expect(presentNews(news, false, wide).join('\n')).toContain('… 18 more (--full shows them)');
  expect(presentNews(news, true, wide).join('\n')).toContain('package-29');
});
