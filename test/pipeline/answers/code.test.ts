import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeAnswers } from '../../../generators/pipeline/answers/answers.js';
import { codeOf, isCode, readCode } from '../../../generators/pipeline/answers/code.js';
import { checkAnswersFile } from '../../../generators/pipeline/answers/file.js';
import { parseSelection } from '../../../generators/pipeline/answers/selection.js';
import { PACK } from '../pack/fixture.js';

function codeFor(tasks: readonly string[], flags: Readonly<Record<string, string>> = {}): string {
  return codeOf(completeAnswers(PACK, parseSelection(tasks, PACK), { flags: { project_id: 'birds', ...flags }, folder: 'demo' }), PACK);
}

const slugs = PACK.tasks.filter(({ stage }) => stage !== undefined).map(({ slug }) => slug);

describe('a choice as a code', () => {
  it('names the pack, the tasks by their numbers, and what is not the default', () => {
    expect(codeFor(['docker-build', 'dockerfiles', 'inference'], { manager: 'pip' })).toMatch(
      /^c1:small:1:1-2,12-13,33:manager=pip:[a-z0-9]{4}$/,
    );
    expect(codeFor(['week2'])).toMatch(/^c1:small:1:week2::[a-z0-9]{4}$/);
  });

  it('gives the same tasks and the same choices again', () => {
    const choices = fc.record({ manager: fc.constantFrom('uv', 'pip'), accelerator: fc.constantFrom('default', 'cpu') });
    fc.assert(
      fc.property(fc.subarray(slugs, { minLength: 1 }), choices, (tasks, { manager, accelerator }) => {
        const flags = { manager, project_id: 'birds', ...(manager === 'uv' ? { accelerator } : {}) };
        const answers = completeAnswers(PACK, parseSelection(tasks, PACK), { flags, folder: 'demo' });
        const file = checkAnswersFile(readCode(codeOf(answers, PACK)), PACK);
        const again = completeAnswers(PACK, parseSelection(file.tasks?.join(',') ?? '', PACK), {
          flags: { project_id: 'birds' },
          file,
          folder: 'demo',
        });
        expect(again).toEqual(answers);
      }),
    );
  });

  it('holds nothing that a person has written', () => {
    const personal = {
      name: 'Secret birds',
      description: 'Hush',
      email: 'ada@example.org',
      python: '3.13',
      repository: 'https://example.org/x',
    };
    expect(codeFor(['dockerfiles'], personal)).toMatch(/^c1:small:1:1-2,12::/);
  });

  it('is refused with any one sign changed, and in a form of later', () => {
    const code = codeFor(['dockerfiles'], { manager: 'pip' });
    const changed = fc
      .tuple(fc.nat(code.length - 4), fc.constantFrom('a', '9', '-', ':', ','))
      .filter(([at, sign]) => at > 2 && code[at] !== sign);
    fc.assert(
      fc.property(changed, ([at, sign]) => {
        expect(() => readCode(code.slice(0, at) + sign + code.slice(at + 1))).toThrow('is not whole, or mistyped');
      }),
    );
    expect(() => readCode(code.slice(0, -1))).toThrow('is not whole, or mistyped');
    expect(() => readCode(`c2${code.slice(2)}`)).toThrow('has a form that this generator does not know');
  });

  it('of a later revision of the pack needs a newer generator', () => {
    const { revision: _, ...file } = readCode(codeFor(['minimal']));
    expect(() => checkAnswersFile({ ...file, revision: 2 }, PACK)).toThrow('was made with revision 2 of the pack small');
  });

  it('is told from the name of a file', () => {
    expect(['c1:small', 'c12:x', 'c1.yaml', 'code.json', '-'].map(isCode)).toEqual([true, true, false, false, false]);
  });
});
