import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'smol-toml';
import { type Check, isFull } from '../check.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, type Ran, refuse, succeed } from '../process.js';

const QUESTIONS = 31;
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * What the course's checker says of a report, written down from its rules: how often it warns, or nothing where it gives up. It splits at
 * each `Answer:`, keeps what holds `###` up to the first one and then up to `##`, and keeps the last part as it is.
 */
function courseWarnings(report: string, rules: unknown): number | undefined {
  const parts = report.split('Answer:').slice(1);
  const kept = parts.filter((part) => part.includes('###')).map((part) => part.split('###')[0]?.split('##')[0] ?? '');
  const answers = [...kept, ...parts.slice(-1)];
  if (answers.length !== QUESTIONS) return undefined;
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
    return ['![a figure](figures/ours.png)'.repeat(figures ?? 0), ...Array.from({ length: Math.max(words ?? 0, 3) }, () => 'word')].join(
      '\n',
    );
  });
}

const WORD = '> Answer:';
/** What people do to a report, with what has to be said of it. */
const BREAKS: Readonly<Record<string, readonly [change: (report: string) => string, says: RegExp]>> = {
  'a heading more after the last answer': [(text) => `${text}\n### Thanks\n`, /:\d+: "##" cuts the answer to question 31 short/],
  'a section after the last answer': [(text) => `${text}\n## Thanks\n\nto all\n`, /:\d+: "##" cuts the answer to question 31 short/],
  'a heading less': [(text) => text.replace('### Question 7\n', ''), /the heading "### Question 7" is missing/],
  'a heading that is there twice': [(text) => text.replace('### Question 8\n', '### Question 7\n'), /question 7 is there twice/],
  'an answer without its word': [(text) => text.replace(WORD, '>'), /question 1 has "Answer:" 0 times/],
  'a second word in an answer': [(text) => text.replace('word\nword', 'word Answer: word'), /question \d+ has "Answer:" 2 times/],
  'the word above the questions': [(text) => `Answer: below\n${text}`, /:1: "Answer:" stands above the first question/],
  'a comment with two hash signs': [
    (text) => text.replace('word\nword', 'word\n## word'),
    /:\d+: "##" cuts the answer to question \d+ short/,
  ],
  'an answer that is too long': [(text) => `${text}${'word '.repeat(400)}\n`, /the answer to question 31 has 4\d\d words of 50 to 300/],
  'a figure too much': [
    (text) => `${text}`.replace('![a', '![x](figures/ours.png) ![x](figures/ours.png) ![x](figures/ours.png) ![a'),
    /\d figures of 1 to 3/,
  ],
  'a figure that is not there': [(text) => text.replace('figures/ours.png', 'figures/gone.png'), /figures\/gone\.png does not exist/],
  'a figure of another kind': [(text) => text.replace('figures/ours.png', 'figures/ours.svg'), /ours\.svg is not png, jpg or jpeg/],
  'a figure under another name': [
    (text) => text.replace('figures/ours.png', 'figures/ours.jpg'),
    /ours\.jpg does not hold what its name says/,
  ],
  'a figure from elsewhere': [(text) => text.replace('figures/ours.png', 'https://example.org/a.png'), /is not in the repository/],
  'a link to nowhere': [(text) => text.replace('\nword\n', '\n[ci](../.github/none.yaml)\n'), /none\.yaml does not exist/],
  'the form of 2024': [(text) => text.slice(0, text.indexOf('### Question 28')), /the heading "### Question 31" is missing/],
};

const reads: Check = {
  name: 'its report is checked as the course does it: blank, filled in and broken in each way, and more is seen than by the course',
  applies: (project) => has(project, 'reports/report.py') && isFull(project),
  run: async (project) => {
    const folder = join(project.aside, 'exam');
    rmSync(folder, { recursive: true, force: true });
    cpSync(join(project.folder, 'reports'), folder, { recursive: true });
    for (const name of ['ours.png', 'ours.svg', 'ours.jpg']) writeFileSync(join(folder, 'figures', name), PNG);
    const rules = parse(readFileSync(join(folder, 'questions.toml'), 'utf8'));
    const place = { ...project, folder };
    const blank = readFileSync(join(folder, 'README.md'), 'utf8');
    const first = await refuse(place, /31 answers, \d+ findings; the course's checker warns 29 times/, 'python', ['report.py', 'check']);
    expectSame(first, blank, rules);
    const full = filled(blank, rules);
    const clean = await succeed(place, 'python', ['report.py', 'check', write(folder, full)]);
    expectSame(clean, full, rules);
    if (!/^31 answers, 0 findings; .* warns 0 times\n?$/.test(clean.stdout)) throw new CheckFailure('It finds something', clean);
    await succeed(place, 'python', ['report.py', 'check', write(folder, full.replaceAll('\n', '\r\n'))]);
    for (const [name, [change, says]] of Object.entries(BREAKS)) {
      const broken = change(full);
      if (broken === full) throw new CheckFailure(`Nothing was changed for: ${name}`);
      expectSame(await refuse(place, says, 'python', ['report.py', 'check', write(folder, broken)]), broken, rules);
    }
    await refuse(place, /^error: the report cannot be checked: /, 'python', ['report.py', 'check', 'none.md']);
  },
};

function write(folder: string, report: string): string {
  writeFileSync(join(folder, 'tried.md'), report);
  return 'tried.md';
}

/** Both checkers say the same: that they cannot read it, or how often the course warns. */
function expectSame(ran: Ran, report: string, rules: unknown): void {
  const expected = courseWarnings(report, rules);
  const said = /the course's checker warns (\d+) times/.exec(ran.output)?.[1];
  const isSame = expected === undefined ? ran.output.includes('so it reads none of them') : said === String(expected);
  if (!isSame) throw new CheckFailure(`The course's checker would say ${expected ?? 'that it cannot read it'}`, ran);
}

const describes: Check = {
  name: 'its description counts where people wrote it: not the template, and every heading is asked for',
  applies: (project) => has(project, 'scripts/check_description.py') && isFull(project),
  run: async (project) => {
    const folder = join(project.aside, 'description');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'scripts'), { recursive: true });
    cpSync(join(project.folder, 'scripts/check_description.py'), join(folder, 'scripts/check_description.py'));
    const blank = readFileSync(join(project.folder, 'README.md'), 'utf8');
    const place = { ...project, folder };
    const check = async (readme: string, says?: RegExp): Promise<void> => {
      writeFileSync(join(folder, 'README.md'), readme);
      const args = ['scripts/check_description.py'];
      await (says === undefined ? succeed(place, 'python', args) : refuse(place, says, 'python', args));
    };
    await check(blank, /has 0 words of your own, and needs 300/);
    const written = blank.replaceAll(/^\*.*\?\*$/gm, 'word '.repeat(100).trim());
    await check(written);
    await check(written.replace('word', '<!-- word -->'), /has 299 words/);
    await check(written.replace('### Data', '### Date'), /the heading "### Data" is missing/);
    await check(written.replace(/^word.*$/m, ''), /nothing of your own stands below "### Goal"/);
    await check('# Ours\n', /no heading "## Project description"/);
  },
};

const draws: Check = {
  name: 'its diagram has a box for each part, in both forms, and its words are apart; it stays the same, and keeps what people changed',
  applies: (project) => has(project, 'docs/architecture.toml'),
  run: async (project) => {
    const folder = join(project.aside, 'diagram');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of ['README.md', 'docs/architecture.toml', 'docs/architecture.md']) {
      cpSync(join(project.folder, file), join(folder, basename(file)));
    }
    const [source, page, readme] = [join(folder, 'architecture.toml'), join(folder, 'architecture.md'), join(folder, 'README.md')];
    const figure = join(folder, 'overview.png');
    const command = ['-m', `${project.row.package}.diagram`, '--source', source, '--page', readme, '--page', page, '--figure', figure];
    const ran = await succeed(project, 'python', command);
    if (!readFileSync(readme, 'utf8').includes('```mermaid')) throw new CheckFailure('README does not show the diagram', ran);
    const boxes = Object.keys(at(parse(readFileSync(source, 'utf8')), 'boxes') as object);
    const text = readFileSync(page, 'utf8');
    const undrawn = boxes.filter((box) => !new RegExp(`^ +b_${box}[[(]`, 'm').test(text));
    if (undrawn.length > 0) throw new CheckFailure(`Boxes that are not drawn: ${undrawn.join(', ')}`, ran);
    const missing = Object.entries(PARTS).filter(([file, box]) => has(project, file) !== boxes.includes(box));
    if (missing.length > 0) throw new CheckFailure(`Boxes that are not those of the project: ${missing.join(', ')}`);
    const picture = readFileSync(figure);
    if (!picture.subarray(0, 8).equals(PNG) || picture.length < 10_000) throw new CheckFailure('The picture is none', ran);
    await expectApart(project, source, figure);
    if (isFull(project)) await expectDrawnAgain(project, command, { source, page, figure });
  },
};

/** Drawn again it is the same, until people change something. */
async function expectDrawnAgain(project: Project, command: readonly string[], files: Drawing): Promise<void> {
  const { source, page, figure } = files;
  const picture = readFileSync(figure);
  await succeed(project, 'python', command);
  if (!readFileSync(figure).equals(picture)) throw new CheckFailure('The second picture is another one');
  writeFileSync(source, readFileSync(source, 'utf8').replace('"Raw data"', '"Leaves of plants"'));
  await succeed(project, 'python', command);
  if (!readFileSync(page, 'utf8').includes('"Leaves of plants"')) throw new CheckFailure('The changed title is not drawn');
  appendFileSync(source, '"raw > preprocesing" = ""\n');
  await refuse(project, /^error: .*architecture\.toml/, 'python', command);
}

interface Drawing {
  readonly source: string;
  readonly page: string;
  readonly figure: string;
}

/** No text of the picture lies on another, or sticks out of its box. */
async function expectApart(project: Project, source: string, figure: string): Promise<void> {
  const ran = await succeed(project, 'python', [join(EMITTED, 'python', 'words_apart.py'), project.row.package, source, figure]);
  if (!/^[1-9]\d+ texts$/.test(ran.stdout.trim())) throw new CheckFailure('Words of the picture cannot be read', ran);
}

/** Files of some parts, and their boxes. */
const PARTS: Readonly<Record<string, string>> = {
  'src/pkgname/train.py': 'training',
  'src/pkgname/api.py': 'api',
  '.dvc/config': 'versions',
  '.pre-commit-config.yaml': 'hooks',
  '.github/workflows/tests.yaml': 'workflows',
  'cloudbuild.yaml': 'cloud_build',
  'deploy/api.yaml': 'cloud_run',
  'src/pkgname/frontend_app': 'frontend',
  'src/pkgname/drift/report.py': 'drift',
  'monitoring/alerts': 'alerts',
};

export const REPORT_CHECKS: readonly Check[] = [reads, describes, draws];
