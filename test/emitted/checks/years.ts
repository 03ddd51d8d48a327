import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import type { Check } from '../check.js';
import { at, has, type Project } from '../emission.js';
import { CheckFailure, refuse, succeed } from '../process.js';
import { withServer } from '../server.js';
import { isYearRow } from '../years.js';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** How often the course's own checker warned of the blank report of a year. */
const BLANK_WARNINGS: Readonly<Record<string, number>> = { '2024': 27, '2025': 30 };

/**
 * The answers of a report as the course's checkers take them. That of 2024 drops the first 43 characters, and then whatever comes first
 * of what holds a `###`; the later ones drop what stands above the first `Answer:`.
 */
function answersIn(report: string, year: string): readonly string[] {
  const isByPosition = year === '2024';
  const parts = isByPosition ? report.slice(43).split('Answer:') : report.split('Answer:').slice(1);
  const kept = parts.filter((part) => part.includes('###')).map((part) => part.split('###')[0]?.split('##')[0] ?? '');
  return [...kept, ...parts.slice(-1)].slice(isByPosition ? 1 : 0);
}

function warningsOf(answers: readonly string[], rules: unknown): number {
  return answers.flatMap((answer, index) => {
    const counts = [answer.split(/\s+/).filter((word) => word !== '').length, (answer.match(/!\[.*?\]\(.*?\)/g) ?? []).length];
    return ['words', 'figures'].filter((what, kind) => {
      const bounds = at(rules, what, String(index + 1)) as readonly [number, number] | undefined;
      return bounds !== undefined && ((counts[kind] ?? 0) < bounds[0] || (counts[kind] ?? 0) > bounds[1]);
    });
  }).length;
}

/** A report whose answers all are as long as they have to be, with figures that are there. */
function filled(blank: string, rules: unknown): string {
  return blank.replaceAll(/--- question (\d+) fill here ---/g, (_, number: string) => {
    const [words] = (at(rules, 'words', number) ?? [5]) as readonly number[];
    const [figures] = (at(rules, 'figures', number) ?? [0]) as readonly number[];
    return ['![](figures/ours.png)'.repeat(figures ?? 0), ...Array.from({ length: Math.max(words ?? 0, 3) }, () => 'word')].join('\n');
  });
}

const reports: Check = {
  name: 'its report is read as the course of its year reads it, blank and filled in',
  applies: (project) => has(project, 'reports/report.py'),
  run: async (project) => {
    if (!isYearRow(project.row)) throw new CheckFailure('This is no row of a year');
    const { year } = project.row;
    const folder = join(project.aside, 'exam');
    rmSync(folder, { recursive: true, force: true });
    cpSync(join(project.folder, 'reports'), folder, { recursive: true });
    writeFileSync(join(folder, 'figures', 'ours.png'), PNG);
    const rules = parse(readFileSync(join(folder, 'questions.toml'), 'utf8'));
    const blank = readFileSync(join(folder, 'README.md'), 'utf8');
    const whole = filled(blank, rules);
    const counts = [blank, whole].map((text) => answersIn(text, year));
    const warnings = counts.map((answers) => warningsOf(answers, rules));
    const expected = [
      [Number(rules['questions'] ?? 0), Number(rules['questions'] ?? 0)],
      [BLANK_WARNINGS[year], 0],
    ];
    const found = [counts.map((answers) => answers.length), warnings];
    if (JSON.stringify(found) !== JSON.stringify(expected))
      throw new CheckFailure(`Blank and filled in: ${JSON.stringify(found)} answers and warnings, not ${JSON.stringify(expected)}`);
    const place = { ...project, folder };
    await refuse(place, new RegExp(`warns ${BLANK_WARNINGS[year]} times`), 'python', ['report.py', 'check']);
    writeFileSync(join(folder, 'README.md'), whole);
    await succeed(place, 'python', ['report.py', 'check']);
    return `${counts[0]?.length} answers, ${warnings[0]} warnings while blank`;
  },
};

/** Whether the package lies at the root, as in the years before `src/`. */
export function isFlat(project: Project): boolean {
  return !has(project, 'src');
}

const installsFlat: Check = {
  name: 'it installs from its requirements, and pip finds no conflict',
  essential: true,
  run: async (project) => {
    // The packages are those of the shared environment: none of another version may be asked for.
    for (const file of ['requirements.txt', 'requirements_dev.txt'])
      await succeed(project, 'python', ['-m', 'pip', 'install', '--quiet', '--no-index', '--dry-run', '-r', file]);
    await succeed(project, 'python', ['-m', 'pip', 'install', '--quiet', '--editable', '.', '--no-deps', '--no-build-isolation']);
    await succeed(project, 'python', ['-m', 'pip', 'check']);
  },
};

/** The commands of its Makefile, and what each leaves behind. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  data: ['data/raw', 'data/processed'],
  train: ['models/model.pt', 'reports/metrics.json'],
  predict: [],
  visualize: ['reports/figures'],
  test: [],
  lint: [],
  types: [],
  check_seeds: [],
  coverage: [],
  loading: [],
  distributed: [],
  compress: [],
  drift: [],
};

const makes: Check = {
  name: 'each command of its Makefile that needs no server does what it says, one after the other',
  essential: true,
  run: async (project) => {
    const known = readFileSync(join(project.folder, 'Makefile'), 'utf8');
    const asked = Object.keys(COMMANDS).filter((name) => new RegExp(`^${name}:`, 'm').test(known));
    for (const name of asked) {
      await succeed(project, 'make', [name], { seconds: 300 });
      const missing = (COMMANDS[name] ?? []).filter((path) => !hasContent(join(project.folder, path)));
      if (missing.length > 0) throw new CheckFailure(`make ${name} left nothing in ${missing.join(', ')}`);
    }
    return asked.join(', ');
  },
};

function hasContent(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  return found.isDirectory() ? readdirSync(path).some((name) => name !== '.gitkeep') : found.size > 0;
}

const isGood: Check = {
  name: 'a first training gets most images right that it was not trained on',
  run: (project) => {
    const metrics: unknown = JSON.parse(readFileSync(join(project.folder, 'reports/metrics.json'), 'utf8'));
    const accuracy = Number(at(metrics, 'validation_accuracy') ?? 0);
    if (!(accuracy > 0.8)) return Promise.reject(new CheckFailure(`The accuracy is ${JSON.stringify(metrics)}`));
    return Promise.resolve(`${(100 * accuracy).toFixed(1)} %`);
  },
};

const predicts: Check = {
  name: 'its API predicts an image, and refuses what is none',
  applies: (project) => has(project, 'pkgname/api.py'),
  run: (project) =>
    withServer(project, {}, async (server) => {
      await server.ask([200], 'GET', '/health');
      const { body } = await server.ask([200], 'GET', '/model');
      const [channels = 1, height = 8, width = 8] = at(body, 'shape') as readonly number[];
      const image = Array.from({ length: channels }, () => Array.from({ length: height }, () => Array.from({ length: width }, () => 0.5)));
      const { body: answer, text } = await server.ask([200], 'POST', '/predict', JSON.stringify({ images: [image, image] }));
      const classes = at(body, 'classes');
      const isNamed =
        Array.isArray(answer) && answer.length === 2 && Array.isArray(classes) && classes.includes(at(answer[0], 'class_name'));
      if (!isNamed) throw new CheckFailure(`Two images have other answers: ${text.slice(0, 300)}`);
      await server.ask([422], 'POST', '/predict', '{}');
    }),
};

/** What every year is asked. */
export const YEAR_CHECKS: readonly Check[] = [reports];
/** What a year with a flat layout is asked beside that. */
export const FLAT_CHECKS: readonly Check[] = [installsFlat, makes, isGood, predicts];
