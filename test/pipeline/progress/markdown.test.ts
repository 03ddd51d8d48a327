import { marked } from 'marked';
import { expect, test } from 'vitest';
import type { CheckDocument } from '../../../generators/pipeline/progress/document.js';
import { checkMarkdown } from '../../../generators/pipeline/progress/markdown.js';

type Row = CheckDocument['tasks'][number];

const NAME = '</details>| `x` <script>@octocat';

function row(slug: string, fields: Partial<Row>): Row {
  return { slug, wording: `Do ${slug}`, group: 'Week 1', verdict: 'met', evidence: [], findings: [], ...fields };
}

function documentOf(tasks: readonly Row[], more: Partial<CheckDocument> = {}): CheckDocument {
  const count = (verdict: Row['verdict']): number => tasks.filter((task) => task.verdict === verdict).length;
  return {
    folder: '/home/ada/demo',
    pack: { id: 'small', title: 'A small course', revision: 3 },
    isProject: true,
    counts: { met: count('met'), missing: count('missing'), broken: count('broken'), yours: count('yours'), declared: count('declared') },
    tasks,
    findings: [],
    aside: [],
    ...more,
  };
}

const broken = row('b', {
  id: 7,
  verdict: 'broken',
  group: 'Week 2',
  findings: [
    {
      code: 'file-gone',
      severity: 'error',
      path: NAME,
      values: {},
      sentence: `${NAME} is not there any more`,
      command: `git checkout ${NAME}`,
    },
  ],
});
const DOCUMENT = documentOf([
  row('a', {}),
  broken,
  row('c', { id: 9, verdict: 'missing', command: 'mlops add c' }),
  row('d', { verdict: 'yours', question: 'Is it done?' }),
]);

test('has the counts, a line for each part, and what is open with its command', () => {
  const text = checkMarkdown(DOCUMENT);
  expect(text).toContain('### A small course, revision 3\n');
  expect(text).toContain('**1 of 4 tasks done**: 1 broken, 1 missing, 1 for people to confirm.');
  expect(text).toContain('| Week 1 | 1 of 3 | 0 | 1 | 1 |\n| Week 2 | 0 of 1 | 1 | 0 | 0 |\n');
  expect(text).toContain('<details open><summary>1 broken</summary>\n\n- 7 Do b (<code>b</code>)\n  - ');
  expect(text).toContain('- 9 Do c (<code>c</code>): <code>mlops add c</code>\n');
  expect(text).toContain('- Do d (<code>d</code>)<br>Is it done?\n');
  expect(text).not.toContain('/home/ada');
});

test('ends with the mark by which a workflow finds its own comment, and nothing before it looks like that', () => {
  const forged = documentOf([row('x', { wording: '<!-- generator-mlops check -->', verdict: 'missing' })]);
  for (const document of [DOCUMENT, forged]) {
    const text = checkMarkdown(document);
    expect(text.indexOf('<!-- generator-mlops check -->')).toBe(text.length - '<!-- generator-mlops check -->\n'.length);
  }
});

test('names of files and words of people stay text: every tag is one of ours, and each is closed', () => {
  const hostile = documentOf(
    [broken, row('e', { wording: NAME, group: NAME, verdict: 'missing', command: NAME }), row('f', { verdict: 'yours', question: NAME })],
    { pack: { id: 'x', title: NAME, revision: 1 }, findings: broken.findings },
  );
  const html = marked.parse(checkMarkdown(hostile), { gfm: true, async: false });
  const tags = [...html.matchAll(/<(\/?)([a-z]\w*)/g)].map(([, closing, name]) => `${closing}${name}`);
  expect(tags).not.toContain('script');
  expect(tags.filter((tag) => tag === 'details')).toHaveLength(4);
  expect(tags.filter((tag) => tag === '/details')).toHaveLength(4);
  expect(html).not.toMatch(/@octocat/);
  expect(html.match(/<tr>/g)).toHaveLength(3 + 1);
});

test('what a command printed is shown with it', () => {
  const ran = documentOf([
    row('t', {
      verdict: 'broken',
      findings: [
        { code: 'run-failed', severity: 'error', values: { output: 'one <b>\n@two' }, sentence: 'pytest failed', command: 'pytest' },
      ],
    }),
  ]);
  const text = checkMarkdown(ran);
  expect(text).toContain('  - pytest failed. <code>pytest</code>\n\n    <pre>one &#60;b&#62;&#10;&#64;two</pre>\n');
  expect(marked.parse(text, { gfm: true, async: false })).toContain('<pre>one &#60;b&#62;&#10;&#64;two</pre>');
});

test('where all is done there is nothing to unfold', () => {
  const text = checkMarkdown(documentOf([row('a', {})]));
  expect(text).toContain('**1 of 1 tasks done**.');
  expect(text).not.toContain('<details');
});

test('is never more than a comment holds, and says where the rest is', () => {
  const many = Array.from({ length: 3000 }, (_, index) => row(`task-${index}`, { verdict: 'missing', command: `mlops add task-${index}` }));
  const text = checkMarkdown(documentOf(many));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('<code>mlops check --full</code> shows it.');
  expect(text).toMatch(/<!-- generator-mlops check -->\n$/);
});
