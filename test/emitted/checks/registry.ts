import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { readWorkflow } from '../../support/workflows.js';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneAt, cloneOf, moduleOf, refuseInOneLine } from '../copies.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, refuse, run, succeed } from '../process.js';

const WORKFLOW = '.github/workflows/stage_model.yaml';
const TESTS = ['-m', 'pytest', '--quiet', '-m', 'slow', 'tests/performancetests/test_staged_model.py'];
const CLONE = 'registry';

const passes: Check = {
  name: 'the tests of a staged model pass a trained one, and say why they are skipped where nobody names one',
  applies: hasTests,
  run: async (project) => {
    const clone = await cloneOf(project, CLONE);
    const skipped = await succeed(clone, 'python', [...TESTS, '-rs']);
    if (!/3 skipped/.test(skipped.output) || !skipped.output.includes('train one first'))
      throw new CheckFailure('They do not say why', skipped);
    const plain = await run(clone, 'python', ['-m', 'pytest', '--quiet', 'tests/performancetests']);
    if (!/deselected/.test(plain.output) || /failed|error/i.test(plain.output))
      throw new CheckFailure('They run without being asked', plain);
    for (const words of ['data fetch', 'data preprocess', 'train']) await succeed(clone, 'python', moduleOf(clone, words));
    await expectPass(clone, { MODEL_URI: 'file:models/model.pth' });
    await expectPass(clone, { MODEL_URI: 'file:models/model.pth', PRODUCTION_URI: 'file:models/model.pth' });
    await refuse(clone, /there are no weights at file:models\/none\.pth/, 'python', TESTS, { env: { MODEL_URI: 'file:models/none.pth' } });
  },
};

/** Models that must not be used: what is done to the trained one, the tests that have to notice, and what they say. */
const BAD = [
  {
    name: 'worse',
    edit: 'content["weights"] = {name: 0 * value for name, value in content["weights"].items()}',
    tests: ['not_worse'],
    says: /in production allows/,
  },
  {
    name: 'wrong',
    edit: 'content["metadata"]["class_names"].reverse()',
    // A model of other classes cannot be measured on these data.
    tests: ['fits_the_data', 'not_worse'],
    says: /class_names/,
  },
] as const;

const fails: Check = {
  name: 'the tests of a staged model fail a slow one, a worse one and one of other classes',
  applies: (project) => isFull(project) && hasTests(project),
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    for (const { name, edit, tests, says } of BAD) {
      const lines = [
        'import torch',
        'content = torch.load("models/model.pth", weights_only=True)',
        edit,
        `torch.save(content, "models/${name}.pth")`,
      ];
      await succeed(clone, 'python', ['-c', lines.join('\n')]);
      await expectFailure(clone, { MODEL_URI: `file:models/${name}.pth`, PRODUCTION_URI: 'file:models/model.pth' }, tests, says);
    }
    const slow = [
      'import time',
      '',
      'FORWARD = Model.forward',
      '',
      'def wait(self, inputs):',
      '    time.sleep(0.06)',
      '    return FORWARD(self, inputs)',
    ];
    appendFileSync(join(clone.folder, 'src', clone.row.package, 'model.py'), `\n${slow.join('\n')}\n\nModel.forward = wait\n`);
    await expectFailure(clone, { MODEL_URI: 'file:models/model.pth' }, ['predicts_fast'], /100 predictions took \d/);
  },
};

const promotes: Check = {
  name: 'its workflow starts by an event, by hand and by a command, and gives the alias only to a model that has passed',
  applies: (project) => isFull(project) && hasTests(project),
  run: async (project) => {
    const text = readFileSync(join(project.folder, WORKFLOW), 'utf8');
    const { on, jobs } = parse(text) as { on: Record<string, unknown>; jobs: Record<string, { needs?: string[]; if?: string }> };
    if (Object.keys(on).join() !== 'repository_dispatch,workflow_dispatch')
      throw new CheckFailure(`It starts for ${Object.keys(on).join()}`);
    const tested = Object.entries(readWorkflow(text).jobs).filter(([, job]) =>
      job.steps.some((step) => step.run?.includes('test_staged_model')),
    );
    const given = Object.entries(readWorkflow(text).jobs).filter(([, job]) => job.steps.some((step) => step.run?.includes('promote')));
    const [[test = ''] = [], [gives = ''] = []] = [tested[0], given[0]];
    if (jobs[gives]?.needs?.includes(test) !== true || jobs[gives]?.if !== undefined || test === gives)
      throw new CheckFailure('The alias does not wait for the test');
    const home = join(project.aside, 'event');
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    await refuseInOneLine(
      { ...project, env: { ...project.env, PATH: join(project.env['VIRTUAL_ENV'] ?? '', 'bin') } },
      /`gh` is not here/,
      moduleOf(project, 'tracking.registry stage'),
    );
    writeFileSync(join(home, 'gh'), `#!/bin/sh\necho "$*" > "${home}/call"\ncat > "${home}/body"\n`);
    chmodSync(join(home, 'gh'), 0o755);
    const env = { PATH: [home, project.env['PATH'] ?? ''].join(delimiter) };
    await succeed(project, 'python', moduleOf(project, 'tracking.registry stage wandb:team/project/model:v3'), { env });
    const body: unknown = JSON.parse(readFileSync(join(home, 'body'), 'utf8'));
    const expected = { event_type: 'staged_model', client_payload: { artifact_version_string: 'team/project/model:v3' } };
    if (JSON.stringify(body) !== JSON.stringify(expected)) throw new CheckFailure(`It sends ${JSON.stringify(body)}`);
    if (!readFileSync(join(home, 'call'), 'utf8').includes('repos/{owner}/{repo}/dispatches'))
      throw new CheckFailure('It sends it elsewhere');
  },
};

const saysNoKey: Check = {
  name: 'without a key the commands of the registry say so in one line',
  applies: (project) => isFull(project) && hasTests(project),
  run: async (project) => {
    const nobody = { ...project, env: { ...project.env, HOME: join(project.aside, 'nobody'), WANDB_API_KEY: '' } };
    for (const words of ['resolve wandb:team/project/model:v3', 'promote wandb:team/project/model:v3'])
      await refuseInOneLine(nobody, /WANDB_API_KEY/, moduleOf(project, `tracking.registry ${words}`));
  },
};

async function expectPass(clone: Project, env: Readonly<Record<string, string>>): Promise<void> {
  const ran = await succeed(clone, 'python', TESTS, { env });
  if (!ran.output.includes('3 passed')) throw new CheckFailure('Not all of them ran', ran);
}

/** One test fails, with its reason, and the others pass. */
async function expectFailure(clone: Project, env: Readonly<Record<string, string>>, tests: readonly string[], says: RegExp): Promise<void> {
  const ran = await refuse(clone, says, 'python', TESTS, { env });
  const isOnly = ran.output.includes(`${tests.length} failed, ${3 - tests.length} passed`);
  if (!isOnly || tests.some((test) => !new RegExp(`FAILED .*${test}`).test(ran.output)))
    throw new CheckFailure(`${tests.join(' and ')} should fail, and nothing else`, ran);
}

function hasTests(project: Project): boolean {
  return isTriedByData(project) && has(project, WORKFLOW);
}

export const REGISTRY_CHECKS: readonly Check[] = [passes, fails, promotes, saysNoKey];
