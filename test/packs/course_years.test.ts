import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSync } from 'oxc-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parseSelection } from '../../generators/pipeline/answers/selection.js';
import { packNews } from '../../generators/pipeline/pack/library/news.js';
import { packDigest } from '../../generators/pipeline/pack/library/packed.js';
import { newestPack, shippedPacks } from '../../generators/pipeline/pack/library/shipped.js';
import { carryOver } from '../../generators/pipeline/pack/library/upgrade.js';
import { closeOverNeeds, isListed } from '../../generators/pipeline/pack/needs.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { readPackFolder } from '../../generators/pipeline/pack/source/folder.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { answersFor, claimedTasks, renderChoice } from '../support/emitted.js';

// A year that extends a later one: what differs is what the course had then, and everything else is the same.

const ROOT = join(import.meta.dirname, '../..');
const TEMPLATES = join(ROOT, 'templates');

function readYear(id: string): Promise<Pack> {
  return readPackFolder(join(TEMPLATES, id), (other) => Promise.resolve(join(TEMPLATES, other)));
}

const [year, later] = [await readYear('2025'), await readYear('2026')];

/** One line of the course's own list. */
interface Item {
  readonly week: string;
  readonly id: number;
  readonly wording: string;
  /** As the list writes them: `M2+M6`; empty where it names none. */
  readonly modules: string;
}

/** The list as the course wrote it, each week under its heading. */
function readChecklist(): readonly Item[] {
  const items: Item[] = [];
  let week = '';
  for (const line of readFileSync(join(import.meta.dirname, 'checklist_2025.txt'), 'utf8').split('\n')) {
    const [, id, wording = '', modules = ''] = /^(\d+)\. (.*?)(?: \((M\d+(?:\+M\d+)*)\))?$/.exec(line) ?? [];
    if (id !== undefined) items.push({ week, id: Number(id), wording, modules });
    else if (line !== '') week = line.replace(/ tasks$/, '');
  }
  return items;
}

const checklist = readChecklist();
const MANAGERS = ['uv', 'pip'] as const;
const all = claimedTasks(year);

function renderYear(pack: Pack, asked: readonly string[], manager: string): FileTree {
  return renderChoice(pack, { name: pack.id, answers: answersFor(pack, asked, { manager, python: '3.12' }) });
}

function textOf(tree: FileTree, path: string): string {
  return tree.get(path)?.bytes.toString('utf8') ?? '';
}

/** Every file of a folder, from that folder, with slashes. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

describe('the years that are shipped', () => {
  it('are all that have a folder, the newest last, as the build made them', () => {
    expect(shippedPacks().map(({ id }) => id)).toEqual(readdirSync(TEMPLATES).sort());
    expect(newestPack().pack.id).toBe(later.id);
    for (const pack of [year, later]) expect(shippedPacks().find(({ id }) => id === pack.id)?.digest).toBe(packDigest(pack));
  });

  it('are named nowhere in the engine', () => {
    const folder = join(ROOT, 'generators');
    const named = filesIn(folder)
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => {
        const text = readFileSync(join(folder, path), 'utf8');
        const { comments, errors } = parseSync(path, text);
        expect(errors, path).toEqual([]);
        const code = comments.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
        return [...code.matchAll(/\S*\b20[1-9]\d\b\S*/g)].map(([word]) => `${path}: ${word}`);
      });
    // The year of a version of JSON Schema.
    expect(named).toEqual(["pipeline/run/saved_plan.ts: import('ajv/dist/2020.js');"]);
  });
});

describe('the checklist of 2025', () => {
  it('is that of the course: numbers, order, words, weeks and modules', () => {
    expect(checklist.map(({ id }) => id)).toEqual(Array.from({ length: 52 }, (_, index) => index + 1));
    const ours = year.tasks.filter(isListed).map(({ id, wording, modules, group }) => ({
      week: year.groups[group] ?? '',
      id: id ?? 0,
      wording,
      modules: modules.join('+'),
    }));
    expect(ours).toEqual(checklist);
    expect(ours.find(({ id }) => id === 16)).toMatchObject({ wording: 'Use profiling to optimize your code', modules: 'M12' });
    expect(ours.find(({ id }) => id === 20)).toMatchObject({ week: 'Week 1', modules: 'M15' });
  });

  it.each(MANAGERS)('stands in the report in the same words, with %s, and nothing is ticked', (manager) => {
    const [, section = ''] = textOf(renderYear(year, all, manager), 'reports/README.md').split(
      /^## (?:Overall project checklist|Group .*)$/m,
    );
    const weeks = section.split(/^### /m).slice(1);
    const boxes = weeks.flatMap((text) => {
      const [week = '', ...lines] = text.split('\n');
      return lines.filter((line) => line.startsWith('- ')).map((line) => `${week}: ${line}`);
    });
    expect(boxes).toEqual(
      checklist.map(({ week, wording, modules }) => `${week}: - [ ] ${wording}${modules === '' ? '' : ` (${modules})`}`),
    );
  });

  it('has a stage for each of its tasks, and no task that came later', () => {
    expect(all).toHaveLength(52);
    for (const word of ['53', 'io-collection']) expect(() => parseSelection(word, year)).toThrow(word);
    const everything = renderYear(year, all, 'uv');
    const traces = [...everything].filter(([, { bytes }]) => /io-collection|\btask 53\b|<!-- 53 -->/.test(bytes.toString('utf8')));
    expect(traces.map(([path]) => path)).toEqual([]);
    expect(parseSelection('week3', year)).not.toContain('io-collection');
  });

  it('loses the later task on the way from the later year, and is told of it on the way there', () => {
    expect(packNews(later, year).goneTasks).toMatchObject([{ slug: 'io-collection', id: 53 }]);
    expect(packNews(year, later).newTasks).toMatchObject([{ slug: 'io-collection', id: 53 }]);
    expect(carryOver(claimedTasks(later), later, year)).toEqual(all);
    expect(closeOverNeeds(carryOver(['drift-api'], year, later), later).on).toContain('io-collection');
  });
});

describe('the report of 2025', () => {
  const tree = renderYear(year, all, 'uv');
  const rules = parseToml(textOf(tree, 'reports/questions.toml'));
  const report = textOf(tree, 'reports/README.md');
  const questions = report.split(/^### Question (?=\d+$)/m).slice(1);

  it('has 31 questions with the bounds of that year', () => {
    expect(rules).toMatchObject({ questions: 31, sections: { length: 7 } });
    expect(rules['words']).toEqual({
      ...{ 3: [100, 200], 4: [100, 200], 5: [100, 200], 6: [100, 200], 7: [50, 100], 8: [100, 200], 9: [100, 200], 10: [100, 200] },
      ...{ 11: [200, 300], 12: [50, 100], 13: [100, 200], 14: [200, 300], 15: [100, 200], 16: [100, 200], 17: [50, 200] },
      ...{ 18: [100, 200], 22: [100, 200], 23: [100, 200], 24: [100, 200], 25: [100, 200], 26: [100, 200], 27: [100, 200] },
      ...{ 28: [0, 200], 29: [200, 400], 30: [200, 400], 31: [50, 300] },
    });
    expect(rules['figures']).toEqual({ 14: [1, 3], 19: [1, 2], 20: [1, 2], 21: [1, 2], 29: [1, 1] });
  });

  it('asks each of them once, in order, with its bounds and the marker of an answer that is missing', () => {
    expect(questions.map((text) => Number.parseInt(text, 10))).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
    expect(report.split('Answer:')).toHaveLength(32);
    const bounds = new Map(Object.entries({ ...(rules['words'] as object) }));
    for (const [index, text] of questions.entries()) {
      const number = index + 1;
      expect(text).toContain(`--- question ${number} fill here ---`);
      const [low, high] = /(\d+) to (\d+) words/.exec(text)?.slice(1).map(Number) ?? [];
      expect(low === undefined ? undefined : [low, high], `question ${number}`).toEqual(bounds.get(String(number)));
    }
  });

  it('says when it is handed in', () => {
    const [preamble = ''] = report.split('## Overall project checklist');
    expect(preamble).toContain('by midnight on 24 January 2025.');
  });
});

/** What a file of 2026 has to become in 2025, where task 53 stands on no checklist, and comes with the drift API. */
function asIn2025(text: string): string {
  return text.replace('(task 53)', '(for task 40)');
}

/** The parts of the report's form in which the years may differ, taken out. */
function withoutChecklist(report: string): string {
  return report
    .replace(/^The report is the exam: .*\n\n/m, '')
    .replace(/^<%_ for \(const part of checklist\) \{ _%>$[\s\S]*?(?=^## Group)/m, '')
    .replace(/^### Question 3$[\s\S]*?(?=^## )/m, '');
}

describe('what 2025 has from 2026', () => {
  const REPORT = 'report/files/reports/README.md';
  const QUESTIONS = 'report/files/reports/questions.toml';
  const own = filesIn(join(TEMPLATES, '2025')).filter((path) => path.includes('/files/'));
  const read = (id: string, path: string): string => readFileSync(join(TEMPLATES, id, path), 'utf8');

  it.each(own.filter((path) => path !== REPORT && path !== QUESTIONS))('%s, but for the task that is missing', (path) => {
    const text = read('2025', path);
    expect(text, `A correction in templates/2026/${path} belongs into templates/2025 too`).toBe(asIn2025(read('2026', path)));
    expect(text, 'A file that does not differ has no place in templates/2025').not.toBe(read('2026', path));
  });

  it('the form of the report, but for the checklist, one question and the day', () => {
    expect(withoutChecklist(read('2025', REPORT))).toBe(withoutChecklist(read('2026', REPORT)));
    const [mine, theirs] = [parseToml(read('2025', QUESTIONS)), parseToml(read('2026', QUESTIONS))];
    expect(mine).toEqual({ ...theirs, words: { ...(theirs['words'] as object), 3: [100, 200] } });
  });

  it('the questions, but for the manager and the version of Python that the course advised', () => {
    const defaults: Readonly<Record<string, string>> = { manager: 'pip', python: '3.11' };
    expect(year.asks).toEqual(later.asks.map((ask) => (ask.name in defaults ? { ...ask, default: defaults[ask.name] } : ask)));
    expect(year.stages.map(({ id, asks }) => [id, asks])).toEqual(later.stages.map(({ id, asks }) => [id, asks]));
  });

  it('the versions, the modules and the presets', () => {
    const shared = ({ versions, modules, presets, groups, reserved }: Pack) => ({ versions, modules, presets, groups, reserved });
    expect(shared(year)).toEqual(shared(later));
  });
});

describe.each(MANAGERS)('a project of 2025 with %s', (manager) => {
  /** The files in which the years differ, whatever is chosen. */
  const DIFFERENT = ['LICENSE', 'docs/monitor.md', 'reports/README.md', 'reports/contributions.md', 'reports/questions.toml'];

  const withTask = (slug: string): readonly [string, readonly string[]] => [slug, [slug]];

  it.each([...all.map(withTask), ['everything', all] as const])('has the files of 2026 and the same bytes: %s', (name, asked) => {
    const [tree, other] = [
      renderYear(year, asked, manager),
      renderYear(later, name === 'everything' ? claimedTasks(later) : asked, manager),
    ];
    expect([...tree.keys()]).toEqual([...other.keys()]);
    const changed = [...tree.keys()].filter((path) => textOf(tree, path) !== textOf(other, path));
    expect(changed.filter((path) => !DIFFERENT.includes(path))).toEqual([]);
    for (const path of changed) expect(textOf(tree, path), path).not.toMatch(/<%|%>|\bundefined\b|pkgname|January 2026/);
    expect(textOf(tree, 'LICENSE')).toContain('2025');
  });

  it.each(all)('has the artifacts that %s names', (slug) => {
    const paths = [...renderYear(year, [slug], manager).keys()];
    const named = (year.tasks.find((task) => task.slug === slug)?.artifacts ?? []).map((path) => path.replaceAll('pkgname', 'demo'));
    const missing = named.filter((path) => !paths.some((other) => other === path || other.startsWith(path.replace(/\/?$/, '/'))));
    expect(missing).toEqual([]);
  });
});
