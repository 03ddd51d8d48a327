import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { checkSubject } from '../../../generators/pipeline/progress/document.js';
import { withRuns } from '../../../generators/pipeline/progress/ran.js';
import { plannedRuns } from '../../../generators/pipeline/progress/runs.js';
import { readSubject } from '../../../generators/pipeline/progress/subject.js';
import schema from '../../../schemas/check.schema.json' with { type: 'json' };
import { Scratch } from '../run/scratch.js';
import { lookedAt } from './runnable.js';

const validate = new Ajv2020({ strict: true }).compile(schema);

function faultsOf(document: unknown): unknown {
  validate(JSON.parse(JSON.stringify(document)));
  return validate.errors;
}

test('what check prints for a project follows its published schema, also once commands have run', async () => {
  const { scratch, subject, document } = await lookedAt();
  const { out } = await scratch.run('check', [], { json: true });
  expect(faultsOf(JSON.parse(out))).toBeNull();
  const outcomes = [
    { command: 'python -m invoke lint', result: 'failed' as const, seconds: 1, status: 1, why: 'x', output: 'x' },
    { command: 'python -m pytest', result: 'too-long' as const, seconds: 300, output: '' },
  ];
  const executed = withRuns(document, plannedRuns(document, subject), outcomes);
  expect(executed.runs).toHaveLength(2);
  expect(faultsOf(executed)).toBeNull();
});

test('so does what it prints for a folder that the generator did not make', async () => {
  const scratch = new Scratch();
  scratch.write('README.md', '# Mine\n');
  scratch.write('.yo-rc.json', '{');
  const document = await checkSubject(await readSubject(scratch.root));
  expect(document.isProject).toBe(false);
  expect(faultsOf(document)).toBeNull();
});

test('a document that has another form does not, and one with more fields does', async () => {
  const { document } = await lookedAt();
  expect(faultsOf({ ...document, measures: [], setAside: 1 })).toBeNull();
  expect(faultsOf({ ...document, counts: {} })).not.toBeNull();
  const [first] = document.tasks;
  expect(faultsOf({ ...document, tasks: [{ ...first, verdict: 'done' }] })).not.toBeNull();
  expect(faultsOf({ ...document, findings: [{ code: 'no file' }] })).not.toBeNull();
});
