import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { packNews } from '../../generators/pipeline/pack/library/news.js';
import { packDigest } from '../../generators/pipeline/pack/library/packed.js';
import { shippedPacks } from '../../generators/pipeline/pack/library/shipped.js';
import { carryOver } from '../../generators/pipeline/pack/library/upgrade.js';
import { isListed } from '../../generators/pipeline/pack/needs.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { readPackFolder } from '../../generators/pipeline/pack/source/folder.js';
import { answersFor, claimedTasks, renderChoice } from '../support/emitted.js';

// A year that is a base of its own: another layout, other tools, another report, in the same format.

const TEMPLATES = join(import.meta.dirname, '../../templates');

function readYear(id: string): Promise<Pack> {
  return readPackFolder(join(TEMPLATES, id), (other) => Promise.resolve(join(TEMPLATES, other)));
}

const [year, next, later] = [await readYear('2024'), await readYear('2025'), await readYear('2026')];
const all = claimedTasks(year);
const tree = renderChoice(year, { name: '2024', answers: answersFor(year, all) });

function textOf(path: string): string {
  return tree.get(path)?.bytes.toString('utf8') ?? '';
}

/** The tasks that went after 2024, with numbers that no later year uses. */
const DROPPED: Readonly<Record<string, number>> = { 'torchserve-local': 101, 'telemetry-monitoring': 102, 'performance-monitoring': 103 };

describe('the checklist of 2024', () => {
  it('has its 36 items in their order, in four parts, without modules', () => {
    const idsIn = (group: string) => year.tasks.filter((task) => task.group === group).map(({ id }) => id);
    expect(Object.entries(year.groups).map(([group, title]) => [title, idsIn(group)])).toEqual([
      ['Week 1', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 18, 20]],
      ['Week 2', [21, 22, 23, 24, 30, 31, 32, 33, 101, 34]],
      ['Week 3', [39, 102, 103, 44, 45, 46]],
      ['Additional', [49, 51, 52]],
    ]);
    expect(year.tasks.flatMap(({ modules }) => modules)).toEqual([]);
    expect(year.tasks.filter(({ always }) => always).map(({ id }) => id)).toEqual([1, 3, 4, 5, 6, 7]);
    expect(all).toEqual(year.tasks.map(({ slug }) => slug));
  });

  it('has a slug and a number in common with later years, or neither', () => {
    for (const other of [next, later]) {
      const known = new Map(other.tasks.filter(isListed).map(({ slug, id }) => [slug, id]));
      const different = year.tasks.filter(({ slug, id }) => known.get(slug) !== id);
      expect(Object.fromEntries(different.map(({ slug, id }) => [slug, id]))).toEqual(DROPPED);
      expect(Object.values(DROPPED).filter((id) => [...known.values()].includes(id))).toEqual([]);
    }
  });

  it('stands in the report in the same words, and nothing is ticked', () => {
    const [, section = ''] = textOf('reports/README.md').split(/^## (?:Overall project checklist|Group .*)$/m);
    const boxes = section.split('\n').filter((line) => /^(?:- |### )/.test(line));
    const expected = Object.entries(year.groups).flatMap(([group, title]) => [
      `### ${title}`,
      ...year.tasks.filter((task) => task.group === group).map(({ wording }) => `- [ ] ${wording}`),
    ]);
    expect(boxes).toEqual(expected);
  });

  it('keeps on the way to a later year what that has, and loses the three that went', () => {
    expect(carryOver(all, year, later)).toEqual(later.tasks.map(({ slug }) => slug).filter((slug) => all.includes(slug)));
    expect(
      packNews(year, later)
        .goneTasks.map(({ slug }) => slug)
        .sort(),
    ).toEqual(Object.keys(DROPPED).sort());
  });

  it('is shipped as it stands in its folder, and extends nothing', () => {
    expect(shippedPacks().find(({ id }) => id === year.id)?.digest).toBe(packDigest(year));
    expect(year.removed ?? { tasks: [], stages: [] }).toEqual({ tasks: [], stages: [] });
  });
});

/** The answers as the course's checker of that year reads them: by position, so that what comes first is taken for the preamble. */
function readAnswers(report: string): string[] {
  const parts = report.slice(43).split('Answer:');
  const kept = parts.filter((part) => part.includes('###')).map((part) => part.split('###')[0]?.split('##')[0] ?? '');
  return [...kept, parts.at(-1) ?? ''].slice(1);
}

describe('the report of 2024', () => {
  const rules = parseToml(textOf('reports/questions.toml'));
  const report = textOf('reports/README.md');
  const questions = report.split(/^### Question (?=\d+$)/m).slice(1);
  const numbers = Array.from({ length: 27 }, (_, index) => index + 1);

  it('has 27 questions with the bounds of that year', () => {
    expect(rules).toMatchObject({ questions: 27, sections: { length: 6 } });
    expect(rules['words']).toEqual({
      ...{ 3: [100, 200], 4: [100, 200], 5: [100, 200], 6: [50, 100], 7: [50, 100], 8: [100, 200], 9: [100, 200], 10: [100, 200] },
      ...{ 11: [200, 300], 12: [50, 100], 13: [100, 200], 14: [200, 300], 15: [100, 200], 16: [100, 200], 17: [50, 200] },
      ...{ 18: [100, 200], 22: [100, 200], 23: [100, 200], 24: [25, 100], 25: [200, 400], 26: [200, 400], 27: [50, 200] },
    });
    expect(rules['figures']).toEqual({ 14: [1, 3], 19: [1, 2], 20: [1, 1], 21: [1, 1], 25: [1, 1] });
  });

  it('asks each of them once, in order, with its bounds and the marker of an answer that is missing', () => {
    expect(questions.map((text) => Number.parseInt(text, 10))).toEqual(numbers);
    const bounds = new Map(Object.entries({ ...(rules['words'] as object) }));
    for (const [index, text] of questions.entries()) {
      const [low, high] = /(\d+) to (\d+) words/.exec(text)?.slice(1).map(Number) ?? [];
      expect(low === undefined ? undefined : [low, high], `question ${index + 1}`).toEqual(bounds.get(String(index + 1)));
    }
  });

  it("is read by the course's checker of that year: 27 answers, and each is the marker of its question", () => {
    expect(readAnswers(report).map((answer) => answer.trim())).toEqual(numbers.map((number) => `--- question ${number} fill here ---`));
    expect(report.split('\n')[0]?.length).toBeGreaterThan(43);
  });

  it('would lose its first answer if no heading of level three stood above it', () => {
    expect(readAnswers(report.replace(/^## Overall[\s\S]*?(?=^## Group)/m, '').replace('### Question 1\n', ''))).toHaveLength(26);
  });

  it('says the number of the group where it was told', () => {
    const answers = answersFor(year, ['project-description-review'], { group: 'Group 12 of 80' });
    const told = renderChoice(year, { name: 'group', answers }).get('reports/README.md')?.bytes.toString('utf8') ?? '';
    expect(readAnswers(told)[0]?.trim()).toBe('Group 12 of 80');
  });
});

describe('a project of 2024', () => {
  it('lies flat, with make, click and requirements files, and has nothing of the later layout', () => {
    for (const path of ['data/make_dataset.py', 'models/model.py', 'train_model.py', 'predict_model.py', 'visualizations/visualize.py'])
      expect([...tree.keys()]).toContain(`demo/${path}`);
    expect([...tree.keys()].filter((path) => /^src\/|^tasks|uv\.lock|^dockerfiles\/train\.dockerfile/.test(path))).toEqual([]);
    for (const name of ['train_model', 'predict_model']) expect(tree.has(`dockerfiles/${name}.dockerfile`)).toBe(true);
    const python = [...tree].filter(([path]) => path.endsWith('.py')).map(([, { bytes }]) => bytes.toString('utf8'));
    expect(python.filter((text) => /^(?:import|from) (?:typer|loguru|invoke)\b/m.test(text))).toEqual([]);
    expect(textOf('requirements.txt')).toMatch(/^click==/m);
  });

  it('asks what later years ask, by the same names and flags, but for what it lacks', () => {
    const flags = (pack: Pack) => [...pack.asks, ...pack.stages.flatMap(({ asks }) => asks)].map(({ name, flag }) => `${name} ${flag}`);
    expect(flags(year).filter((flag) => !flags(later).includes(flag))).toEqual([]);
    expect(flags(later).filter((flag) => !flags(year).includes(flag))).toEqual(
      ['manager', 'accelerator', 'devcontainer', 'agents', 'data', 'upkeep'].map((name) => `${name} ${name}`),
    );
  });
});
