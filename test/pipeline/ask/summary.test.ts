import { describe, expect, it } from 'vitest';
import { completeAnswers } from '../../../generators/pipeline/answers/answers.js';
import { summarise, summaryText } from '../../../generators/pipeline/ask/summary.js';
import { width } from '../../../generators/pipeline/terminal/columns.js';
import { PACK } from '../pack/fixture.js';

const ANSWERS = completeAnswers(PACK, ['service'], { flags: { name: 'Digits', project_id: 'p' }, folder: 'demo' });
const SUMMARY = summarise(
  ANSWERS,
  PACK,
  new Map([
    ['project', 30],
    ['train', 8],
    ['docker', 4],
    ['api', 6],
    ['deploy', 3],
  ]),
);

describe('the last look before the writing', () => {
  it('counts tasks and files of each stage, in columns, and names what came along', () => {
    expect(summaryText(SUMMARY, { columns: 80, color: false })).toBe(`
Digits (package digits), A small course
  manager uv, python 3.12, accelerator default

  stage    tasks  files
  project      1     30  All about project
  train        1      8  All about train
  docker       1      4  All about docker
  api          1      6  All about api
  deploy       2      3  All about deploy
               6     51  6 of 7 tasks

Also on: 12 (needed by 31), 33 (needed by 35), 31 (needed by 35)
`);
  });

  it('leaves out stages that are off', () => {
    const few = completeAnswers(PACK, [], { flags: {}, folder: 'demo' });
    expect(summarise(few, PACK, new Map()).stages.map(({ id }) => id)).toEqual(['project', 'train']);
  });

  it('fits into a narrow terminal', () => {
    for (const line of summaryText(SUMMARY, { columns: 36, color: false }).split('\n')) expect(width(line)).toBeLessThan(36);
  });
});
