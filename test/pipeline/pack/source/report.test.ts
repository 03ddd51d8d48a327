import { describe, expect, it } from 'vitest';
import { type Files, problemsOf, readPack } from '../../../packs/pack_folder.js';

const REPORT = [
  'report:',
  '  form: report.md',
  '  questions: questions.toml',
  '  heading: "## Q{number}"',
  '  answer: "A:"',
  '  placeholder: "-- {number} --"',
  '  images: [png]',
  '  reading: { keeps: "##", ends: "#" }',
  '',
].join('\n');
const TOML = 'questions = 2\nsections = []\n[words]\n1 = [5, 10]\n[figures]\n';

function files(change: Files = {}): Files {
  return { 'pack.yml': 'id: x\n', 's/stage.yml': REPORT, 's/files/report.md': 'a\n', 's/files/questions.toml': TOML, ...change };
}

describe('the report of a pack', () => {
  it('has what the file of its questions says, which stands there once', async () => {
    const pack = await readPack(files());
    expect(pack.stages[0]?.report?.asks).toEqual({ questions: 2, sections: [], words: { '1': [5, 10] }, figures: {} });
    expect(pack.stages[0]?.report).not.toHaveProperty('questions');
  });

  it('may be made of files of another stage, and of those that a year lays over another', async () => {
    const { 's/files/questions.toml': _, ...rest } = files();
    const pack = await readPack({ ...rest, 't/files/questions.toml': TOML });
    expect(pack.stages.find(({ id }) => id === 's')?.report?.asks.questions).toBe(2);
    const below = Object.fromEntries(Object.entries(files()).map(([path, content]) => [`packs/x/${path}`, content]));
    const year = { 'year/pack.yml': 'id: y\nextends: x\n', 'year/s/files/questions.toml': TOML.replace('5, 10', '6, 20') };
    expect((await readPack({ ...below, ...year }, 'year')).stages[0]?.report?.asks.words).toEqual({ '1': [6, 20] });
  });

  it.each<[string, Files, string]>([
    ['its form is missing', { 's/stage.yml': REPORT.replace('report.md', 'none.md') }, 's/stage.yml:2: No stage has the file none.md'],
    [
      'its questions are missing',
      { 's/stage.yml': REPORT.replace('questions.toml', 'none.toml') },
      's/stage.yml:3: No stage has the file none.toml',
    ],
    [
      'a bound is no number',
      { 's/files/questions.toml': TOML.replace('5, 10', '5, "a"') },
      's/stage.yml:3: questions.toml has another form at "words.1.1"',
    ],
    [
      'a table is missing',
      { 's/files/questions.toml': TOML.replace('[figures]', '') },
      's/stage.yml:3: questions.toml has another form at "figures"',
    ],
    ['it has no place for a number', { 's/stage.yml': REPORT.replace('Q{number}', 'Q') }, 's/stage.yml:4: '],
  ])('is refused where %s', async (_, change, fact) => {
    expect((await problemsOf(files(change))).some((problem) => problem.startsWith(fact))).toBe(true);
  });

  it('is refused where its questions are no TOML', async () => {
    const problems = await problemsOf(files({ 's/files/questions.toml': 'questions =' }));
    expect(problems[0]).toMatch(/^s\/stage\.yml:3: questions\.toml is no TOML: /);
  });

  it('goes where a pack takes it away', async () => {
    const below = Object.fromEntries(Object.entries(files()).map(([path, content]) => [`packs/x/${path}`, content]));
    const pack = await readPack({ ...below, 'own/pack.yml': 'id: y\nextends: x\n', 'own/s/stage.yml': 'report: null\n' }, 'own');
    expect(pack.stages[0]?.report).toBeUndefined();
  });
});
