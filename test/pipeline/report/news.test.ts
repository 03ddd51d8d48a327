import { expect, test } from 'vitest';
import type { PackNews } from '../../../generators/pipeline/pack/library/news.js';
import { presentNews } from '../../../generators/pipeline/report/news.js';
import { terminal } from '../terminal_stub.js';

const pack = { id: 'a', title: 'Course', revision: 1 };
const none: PackNews = { from: pack, to: { ...pack, revision: 2 }, newTasks: [], goneTasks: [], reworded: [], renamed: [], versions: [] };

test('a pack that brings nothing for the checklist says so', () => {
  expect(presentNews(none, false, terminal())).toEqual([
    'Course: from revision 1 to revision 2.',
    'The checklist and the versions stay as they are.',
    '',
  ]);
});
test('versions that come, change and go are told, long lists in part', () => {
  const versions = Array.from({ length: 20 }, (_, index) => ({ name: `p${index}`, ...(index === 0 ? {} : { before: '1' }), after: '2' }));
  const lines = presentNews({ ...none, versions }, false, terminal());
  expect(lines).toContain('  p0   2 is new');
  expect(lines).toContain('  p1   1 → 2');
  expect(lines).toContain('  … 8 more (--full shows them)');
  expect(presentNews({ ...none, versions }, true, terminal()).join('\n')).toContain('p19');
});
