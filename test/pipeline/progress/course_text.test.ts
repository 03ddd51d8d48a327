import { describe, expect, it } from 'vitest';
import { courseLines } from '../../../generators/pipeline/progress/course_text.js';
import { type CheckDocument, checkSubject } from '../../../generators/pipeline/progress/document.js';
import { readSubject } from '../../../generators/pipeline/progress/subject.js';
import { type Files, writeFolder } from '../../packs/pack_folder.js';
import { yearReport } from '../../support/reports.js';
import { terminal } from '../terminal_stub.js';

const latest = await yearReport('2026');
const wide = terminal({ interactive: false });

async function look(files: Files, pack = '2026'): Promise<CheckDocument> {
  return checkSubject(await readSubject(writeFolder(files), pack), { drafts: true });
}

async function lines(files: Files, full: boolean): Promise<string[]> {
  return courseLines(await look(files), full, wide);
}

describe('the report in what check says', () => {
  it('is one line', async () => {
    const blank = { 'reports/README.md': latest.blank };
    expect(await lines(blank, false)).toEqual(['', "Report: 0 of 31 answers within bounds, the course's checker warns 29 times."]);
    expect(await lines({ 'README.md': 'a' }, false)).toEqual(['', 'Report: There is no file reports/README.md.']);
  });

  it('is told at once where the course cannot read it, and on which line that is', async () => {
    const broken = { 'reports/README.md': latest.blank.replace('> Answer:', '>') };
    const line = latest.blank.split('\n').indexOf('### Question 1') + 1;
    expect(await lines(broken, false)).toEqual([
      '',
      "Report: 0 of 31 answers within bounds, the course's checker cannot read it.",
      `  The checker of the course stops with an error at reports/README.md:${line}, and reads no answer.`,
      `  reports/README.md:${line}: question 1 has "Answer:" 0 times, and needs it once.`,
    ]);
  });

  it('has a line for each question, the boxes, the drafts and the measures in the full form', async () => {
    const report = latest.filled
      .replace('- [ ] Write Dockerfiles', '- [x] Write Dockerfiles')
      .replace(/(### Question 7\n[\s\S]*?Answer:\s+)word/, '$1');
    const files = {
      'reports/README.md': report.replace(/(### Question 11\n[\s\S]*?Answer:\n)[\s\S]*?(?=##)/, '$1\n'),
      '.python-version': '3.12',
    };
    const text = (await lines({ ...files, '.github/workflows/tests.yaml': 'a: b' }, true)).join('\n');
    expect(text).toContain('  ✓ question 4  100 words of 100 to 200\n');
    expect(text).toContain('  ! question 7  49 words of 50 to 100\n');
    expect(text).toContain('  · question 11  no answer yet, words: 200 to 300\n');
    expect(text).toContain(': 1 too few. (answer-length)\n');
    expect(text).toContain('the box of dockerfiles is ticked, and the repository does not show the task. (box-unproven)\n');
    expect(text).toContain('  1 of 53 boxes are ticked, 0 tasks are met and not ticked.\n');
    expect(text).toContain('    question 11: [tests.yaml](../.github/workflows/tests.yaml)\n');
    expect(text).toContain('What the course measures (all files, because git tracks none)\n');
    expect(text).toContain('  num_workflow_files  1\n');
    expect(text).toContain('  num_python_files counts .python-version too. Its rule: Paths that contain ".py" anywhere.');
  });

  it('shows names of files as they may be shown', async () => {
    const image = '![a](figures/\u001b[31m.png)';
    const text = (await lines({ 'reports/README.md': latest.filled.replace('![ours](figures/ours.png)', image) }, true)).join('\n');
    expect(text).toContain('the image');
    expect(text).not.toContain('\u001b');
  });
});

describe('a pack without a report', () => {
  it('has nothing of one, and nothing is measured', async () => {
    const pack = writeFolder({ 'pack.yml': 'id: paper\ntitle: Paper\n', 's/files/a.tex': 'a\n' });
    const document = await look({ 'a.tex': 'a' }, pack);
    expect([document.report, document.measures]).toEqual([undefined, undefined]);
    expect(courseLines(document, true, wide)).toEqual([]);
  });
});
