import { describe, expect, it } from 'vitest';
import { neverFilledIn } from '../../../generators/pipeline/hygiene/never_filled_in.js';
import type { PackFile } from '../../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../../generators/pipeline/plan/plan.js';
import { render } from '../../support/render.js';
import { PACK, stage } from '../pack/fixture.js';
import { looking, shown } from './kept.js';

const PAGES = {
  'README.md': '# Demo\n\n*What should the model\ndo, and for whom?*\n',
  'docs/canvas.md': '| question | answer |\n|---|---|\n| Who? | |\n',
  'docs/look_back.md': '- [ ] Is the goal still the one?\n',
  LICENSE: 'Do what you want.\n',
  'docs/api.md': '- [ ] Not once\n',
  'docs/plain.md': 'Nothing to *do* here? No.\n',
};
const files: readonly PackFile[] = Object.entries(PAGES).map(([path, content]) => ({
  path,
  content,
  origin: `project/files/${path}`,
  ...(path === 'docs/api.md' ? {} : { once: true }),
}));
const plan = makePlan({ values: {}, asked: [] }, { ...PACK, stages: [stage('project', { files }), stage('train')] });

function inProject(pages: Readonly<Record<string, string>>) {
  return looking(pages, (kept) => neverFilledIn({ ...kept, project: { plan, rendered: render(plan) } }));
}

describe('a page that asks people for something', () => {
  it('is a note as long as it is as on the first day', async () => {
    expect(shown(await inProject(PAGES))).toEqual([
      'note: Waiting to be filled in, as on the day they were generated: README.md, docs/canvas.md, docs/look_back.md',
    ]);
  });

  it('is the same with the line ends of Windows', async () => {
    expect(await inProject({ 'README.md': PAGES['README.md'].replaceAll('\n', '\r\n') })).toMatchObject([{ path: 'README.md' }]);
  });

  it('is none any more once somebody has written in it, or when it is gone', async () => {
    const { 'docs/canvas.md': _, ...others } = PAGES;
    const edited = { ...others, 'README.md': '# Demo\n\nIt finds cats.\n' };
    expect(await inProject(edited)).toMatchObject([{ path: 'docs/look_back.md', values: { count: 1 } }]);
  });

  it('is looked for in a project only', async () => {
    expect(await looking(PAGES, neverFilledIn)).toEqual([]);
  });
});
