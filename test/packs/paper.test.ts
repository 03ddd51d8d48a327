import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Pack, questionsOf } from '../../generators/pipeline/pack/pack.js';
import { readPackFolder } from '../../generators/pipeline/pack/source/folder.js';
import { answersFor, claimedTasks, renderChoice } from '../support/emitted.js';
import { writeFolder } from './pack_folder.js';

// A pack that has nothing to do with Python, machine learning or a course.

const pack: Pack = await readPackFolder(join(import.meta.dirname, 'paper'), () => Promise.resolve(undefined));

function rendered(asked: readonly string[], given: Record<string, string | string[]> = {}): Map<string, string> {
  const answers = answersFor(pack, asked, { name: 'Birds & songs', authors: ['Ada', 'Bo_1'], ...given });
  const { package: _, ...values } = answers.values;
  const tree = renderChoice(pack, { name: 'paper', answers: { ...answers, values } });
  return new Map([...tree].map(([path, { bytes }]) => [path, bytes.toString('utf8')]));
}

describe('a paper in LaTeX', () => {
  it('asks for what a paper needs, and for no package', () => {
    expect(questionsOf(pack).map(({ flag }) => flag)).toEqual(['name', 'author', 'style']);
  });

  it('has title and authors as LaTeX prints them', () => {
    const paper = rendered(claimedTasks(pack)).get('paper.tex');
    expect(paper).toContain('\\title{Birds \\& songs}\n\\author{Ada, Bo\\_1}\n');
    expect(paper).toContain('\\addbibresource{references.bib}\n');
  });

  it('has one Makefile of several stages, with headings in its own language', () => {
    expect(rendered(claimedTasks(pack)).get('Makefile')).toBe(
      'paper.pdf: paper.tex\n\tlatexmk -pdf paper.tex\n\n# Build\nwords: paper.tex\n\ttexcount -inc -total paper.tex\n',
    );
    expect(rendered(['build']).get('Makefile')).toBe('paper.pdf: paper.tex\n\tlatexmk -pdf paper.tex\n\n# Build\n');
  });

  it('is small where little is asked for', () => {
    expect([...rendered([]).keys()]).toEqual(['paper.tex', 'sections/introduction.tex']);
    expect(rendered([]).get('paper.tex')).not.toContain('bib');
  });
});

it('is what the guide shows, file by file', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/packs.md'), 'utf8');
  const shown = new Map([...guide.matchAll(/^`([^`\n]+)`:\n\n```\w*\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => [path, text]));
  const files = readdirSync(join(import.meta.dirname, 'paper'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [relative(join(import.meta.dirname, 'paper'), file).replaceAll('\\', '/'), readFileSync(file, 'utf8')];
    }),
  );
  expect(shown.size).toBeGreaterThan(5);
  for (const [path, text] of shown) expect(text, path).toBe(texts.get(path));
});

it('and the year that the guide lays over another one is sound', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/packs.md'), 'utf8');
  const [, yaml = ''] = /```yaml\n(id: "2027"\n[\s\S]*?)```/.exec(guide) ?? [];
  const folder = writeFolder({ 'pack.yml': yaml });
  const year = await readPackFolder(folder, (id) => Promise.resolve(join(import.meta.dirname, '../../templates', id)));
  const slugs = year.tasks.map(({ slug }) => slug);
  expect([slugs.includes('frontend'), slugs.at(-1)]).toEqual([false, 'model-card']);
  expect(year.tasks.find(({ slug }) => slug === 'profiling')).toMatchObject({ wording: 'Find what is slow', modules: ['M12'] });
  expect(questionsOf(year).find(({ name }) => name === 'python')?.default).toBe('3.13');
  const all = claimedTasks(year);
  expect([all.includes('io-collection'), renderChoice(year, { name: 'year', answers: answersFor(year, all) }).size > 250]).toEqual([
    false,
    true,
  ]);
});
