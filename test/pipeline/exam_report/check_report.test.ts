import { describe, expect, it } from 'vitest';
import { checkReport, type ReportCheck } from '../../../generators/pipeline/exam_report/check_report.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { type Files, writeFolder } from '../../packs/pack_folder.js';
import { courseWarnings, type YearReport, yearReport } from '../../support/reports.js';

const YEARS = [await yearReport('2024'), await yearReport('2025'), await yearReport('2026')];
const [first, , latest] = YEARS;
if (first === undefined || latest === undefined) throw new Error('There are three years');
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

async function check(report: string, { loaded }: YearReport, files: Files = {}): Promise<ReportCheck> {
  const root = writeFolder({ 'reports/README.md': report, 'reports/figures/ours.png': PNG, ...files });
  const checked = await checkReport(new Repository(root), loaded, { isProject: true, drafts: false });
  if (checked === undefined) throw new Error('The pack has a report');
  return checked;
}

/** What was found, in short: code, line, and the question. */
function found({ findings }: ReportCheck): string[] {
  return findings.map(({ code, values }) => `${code} ${values['question'] ?? ''}`.trim());
}

const HEADING = '### Question 7\n';
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const inAnswer = (words: string) => (text: string) => text.replace('word\nword', words);
/** The text without what stands between two headings. */
const without = (text: string, number: number): string =>
  text.replace(new RegExp(`### Question ${number}\\n[\\s\\S]*?(?=### Question|$)`), '');

/** What people do to a report. */
const CHANGES: Readonly<Record<string, (report: string) => string>> = {
  'nothing at all': (text) => text,
  'a heading less': (text) => text.replace(HEADING, ''),
  'a heading with another number': (text) => text.replace(HEADING, '### Question 8\n'),
  'a heading with other words': (text) => text.replace(HEADING, '### On tests\n'),
  'a heading of level 2': (text) => text.replace(HEADING, '## Question 7\n'),
  'a heading of level 4': (text) => text.replace(HEADING, '#### Question 7\n'),
  'a question less': (text) => without(text, 7),
  'the first question less': (text) => without(text, 1),
  'a question twice': (text) => text.replace(HEADING, `${HEADING}\n> Answer:\n\nagain\n\n${HEADING}`),
  'no question at all': (text) => text.slice(0, text.indexOf('### Question 1\n')),
  'an answer without its word': (text) => text.replace('> Answer:', '>'),
  'a word in small letters': (text) => text.replace('> Answer:', '> answer:'),
  'a word with a blank': (text) => text.replace('> Answer:', '> Answer :'),
  'a bold word': (text) => text.replace('> Answer:', '> **Answer:**'),
  'a second word in an answer': inAnswer('word Answer: word'),
  'a second word in the last answer': (text) => `${text}\nAnswer: more\n`,
  'a word above the questions': (text) => text.replace('# Exam report', '# Exam report\n\nAnswer: below'),
  'a word at the very beginning': (text) => `Answer: ${text}`,
  'a word between sections': (text) => text.replace('## Version control', 'Answer: nothing\n\n## Version control'),
  'a heading after the last answer': (text) => `${text}\n### Thanks\n`,
  'a section after the last answer': (text) => `${text}\n## Thanks\n\nto all\n`,
  'a heading of level 1 after the last answer': (text) => `${text}\n# Thanks\n`,
  'a heading in an answer': inAnswer('word\n### What we did\nword'),
  'a section in an answer': inAnswer('word\n## What we did\nword'),
  'a comment with two hash signs': inAnswer('word\n```bash\n## start\nmake\n```\nword'),
  'a comment with one hash sign': inAnswer('word\n# start\nword'),
  'hash signs within a line': inAnswer('word a##b word'),
  'an answer that is too long': inAnswer('word '.repeat(500)),
  'an answer of one word': (text) => text.replace(/(### Question 30\n[\s\S]*?Answer:\n)[\s\S]*?(?=### Question)/, '$1\nword\n\n'),
  'an answer with nothing in it': (text) => text.replace(/(### Question 5\n[\s\S]*?Answer:\n)[\s\S]*?(?=### Question)/, '$1\n'),
  'an image in a comment': inAnswer('word <!-- ![ours](figures/ours.png) --> word'),
  'an image in code': inAnswer('word `![ours](figures/ours.png)` word'),
  'an image over two lines': inAnswer('![ours\nagain](figures/ours.png)'),
  'images side by side': inAnswer('![a](b)![a](b)![a](b)![a](b)![a](b)'),
  'an image without a target': inAnswer('![a] (b) ![a]'),
  'a target with brackets': inAnswer('![a [b] c](d(e)f) ![g](h)'),
  'an image as a tag': inAnswer('<img src="figures/ours.png">'),
  'words with other blanks between them': inAnswer('a\u00a0b\u2003c\td\u3000e\u200bf'),
  'ticked boxes': (text) => text.replaceAll('- [ ]', '- [x]'),
  'headings above the questions': (text) => text.replace('## Group information', '### More\n\n## Group information'),
  'no checklist': (text) => text.replace(/## Overall project checklist[\s\S]*?(?=## Group)/, ''),
  'nothing above the questions': (text) => text.slice(text.indexOf('### Question 1\n')),
  'nothing above the first word': (text) => text.slice(text.indexOf('> Answer:')),
  'pictures in the first line': (text) => `\u{1f600}${'\u{1f680}'.repeat(30)} Answer: ${text}`,
  'a word where the first line ends': (text) => `${'x'.repeat(40)}Answer: ${text}`,
  'an empty file': () => '',
};

describe('a report in the eyes of the course', () => {
  it.each(YEARS.map((report) => [report.year, report] as const))(
    'warns as often as its checker, or stops where that stops: %s',
    async (_, report) => {
      const different: string[] = [];
      let tried = 0;
      for (const [name, change] of Object.entries(CHANGES)) {
        for (const text of [change(report.blank), change(report.filled), crlf(change(report.blank)), crlf(change(report.filled))]) {
          const { warnings, isRead } = await check(text, report);
          const expected = courseWarnings(text, report);
          if (warnings !== expected || isRead !== (expected !== undefined)) different.push(`${name}: ${warnings}, not ${expected}`);
          tried += 1;
        }
      }
      expect(different).toEqual([]);
      expect(tried).toBeGreaterThan(160);
    },
  );

  it.each(YEARS.map((report) => [report.year, report] as const))('names a line for whatever stops its checker: %s', async (_, report) => {
    for (const [name, change] of Object.entries(CHANGES)) {
      const { isRead, findings } = await check(change(report.filled), report);
      const [unread, ...causes] = findings.filter(({ severity }) => severity === 'error');
      if (isRead === true) expect(unread, name).toBeUndefined();
      else expect([unread?.code, causes.length > 0], name).toEqual(['report-unread', true]);
    }
  });

  it('warns of a blank one as often as the course was seen to', async () => {
    const counts = await Promise.all(YEARS.map(async (report) => (await check(report.blank, report)).warnings));
    expect(counts).toEqual([27, 30, 29]);
  });

  it.each(YEARS.map((report) => [report.year, report] as const))(
    'has nothing to be said about it where all is as asked: %s',
    async (_, report) => {
      for (const text of [report.filled, crlf(report.filled)]) {
        const checked = await check(text, report);
        expect(found(checked)).toEqual([]);
        expect(checked.questions.every(({ isWithin }) => isWithin)).toBe(true);
        expect(checked.warnings).toBe(0);
      }
    },
  );
});

describe('a report that the course cannot read', () => {
  it('is counted all the same, by its headings, and says on which line it is broken', async () => {
    const checked = await check(latest.filled.replace('> Answer:', '>'), latest);
    expect([checked.isRead, checked.warnings]).toEqual([false, undefined]);
    expect(found(checked)).toEqual(['report-unread', 'answer-word 1']);
    expect(checked.questions.filter(({ isWithin }) => isWithin)).toHaveLength(30);
    const line = latest.filled.split('\n').indexOf('### Question 1') + 1;
    expect(checked.findings.map((finding) => finding.line)).toEqual([line, line]);
  });
});

describe('a report on the form of another year', () => {
  it.each([
    ['2024', '2026'],
    ['2025', '2026'],
    ['2026', '2025'],
    ['2026', '2024'],
    ['2024', '2025'],
  ])('is recognised: that of %s in a project of %s', async (of, own) => {
    const [form, project] = [of, own].map((year) => YEARS.find((report) => report.year === year));
    if (form === undefined || project === undefined) throw new Error('There is no such year');
    for (const text of [form.blank, form.filled, crlf(form.filled)]) expect((await check(text, project)).formOf).toBe(of);
  });

  it('is its own where something is missing from it, or has other words', async () => {
    for (const report of YEARS) {
      for (const text of [without(report.filled, 9), report.blank.replace(HEADING, ''), report.filled.replaceAll(/\d+ to \d+ words/g, '')])
        expect((await check(text, report)).formOf).toBeUndefined();
    }
  });

  it('is told with the command that holds it against that year, where nobody said which one it is', async () => {
    const root = writeFolder({ 'reports/README.md': first.filled });
    const checked = await checkReport(new Repository(root), latest.loaded, { isProject: false, drafts: false });
    expect(checked?.findings[0]).toMatchObject({ code: 'report-of-another', command: 'mlops check --pack 2024' });
  });
});

describe('a report that is not there', () => {
  it('says so, and counts nothing', async () => {
    const checked = await checkReport(new Repository(writeFolder({ 'README.md': '' })), latest.loaded, { isProject: true, drafts: true });
    expect(checked).toEqual({
      path: 'reports/README.md',
      questions: [],
      boxes: [],
      findings: [{ code: 'no-file', severity: 'warning', values: { pattern: 'reports/README.md' } }],
    });
  });

  it('is one that cannot be read where it holds no text', async () => {
    const { findings, isRead } = await check('a\0b', latest);
    expect([findings[0]?.code, isRead]).toEqual(['file-unreadable', undefined]);
  });

  it('is none of a pack that asks for none', async () => {
    const pack = { ...latest.loaded.pack, stages: [] };
    const root = writeFolder({ 'reports/README.md': latest.blank });
    expect(await checkReport(new Repository(root), { ...latest.loaded, pack }, { isProject: true, drafts: true })).toBeUndefined();
  });
});

describe('the boxes in a report', () => {
  it.each(YEARS.map((report) => [report.year, report] as const))('are those of the tasks, ticked or not: %s', async (_, report) => {
    const { boxes } = await check(report.blank.replace('- [ ]', '- [x]'), report);
    const tasks = report.loaded.pack.tasks.filter(({ listed }) => listed !== false).map(({ slug }) => slug);
    expect(boxes.map(({ slug }) => slug)).toEqual(tasks);
    expect(boxes.map(({ isTicked }) => isTicked)).toEqual(tasks.map((_slug, index) => index === 0));
  });

  it('are known in the words of other years, too', async () => {
    const { boxes } = await check('* [x] Set up version control for your data or part of your data (M8)\n* [ ] Buy milk\n', first);
    expect(boxes).toEqual([{ slug: 'data-version-control', line: 1, isTicked: true }]);
    const later = await check('* [ ] Setup version control for your data or part of your data (M8)\n', latest);
    expect(later.boxes).toEqual([{ slug: 'data-version-control', line: 1, isTicked: false }]);
  });
});

describe('a hostile report', () => {
  it.each([
    ['brackets', '['.repeat(900_000)],
    ['images that never end', '![a]('.repeat(180_000)],
    ['words', 'Answer:'.repeat(120_000)],
    ['headings', '### Question 1\n'.repeat(60_000)],
    ['headings with words', '### Question 1\nAnswer:\n'.repeat(40_000)],
    ['ticks', '`a``b```'.repeat(100_000)],
    ['comments', '<!--'.repeat(200_000)],
    ['boxes', '- [ ] a\n'.repeat(100_000)],
    ['blanks', ' '.repeat(900_000)],
    ['hash signs', '#'.repeat(900_000)],
    ['fences', '```\n'.repeat(200_000)],
  ])('is looked at in a moment: %s', async (_, text) => {
    const start = process.cpuUsage();
    const question = `### Question 31\n> Answer:\n${text}`;
    const { findings } = await check(latest.filled.slice(0, latest.filled.indexOf('### Question 31')) + question.slice(0, 950_000), latest);
    expect(findings.length).toBeLessThanOrEqual(202);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  });
});

it('does not say of an answer that is cut where it begins that there is none', async () => {
  const report = latest.blank.replace(/--- question 7 fill here ---/, '## Tests\n\nWe have twelve tests.');
  const checked = await check(report, latest);
  expect(checked.questions.find(({ question }) => question === 7)).toMatchObject({ isAnswered: true, words: 0, isWithin: false });
  expect(found(checked).filter((each) => each.endsWith(' 7'))).toEqual(['answer-cut 7', 'answer-length 7']);
});
