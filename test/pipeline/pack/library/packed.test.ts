import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packBytes, packDigest, packFromBytes } from '../../../../generators/pipeline/pack/library/packed.js';
import { projectPack } from '../../../../generators/pipeline/pack/library/shipped.js';
import { templatesOf } from '../../../../generators/pipeline/pack/library/templates.js';
import type { Pack } from '../../../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../../../generators/pipeline/plan/plan.js';
import { render as renderPlan } from '../../../../generators/pipeline/plan/render.js';
import { compilePacks } from '../../../../scripts/compile_packs.js';
import { readPack, writeFolder } from '../../../packs/pack_folder.js';
import { render } from '../../../support/render.js';

const FILES = {
  'pack.yml': `id: x
groups: { week2: Week 2, week1: Week 1, "10": Ten }
tasks: { b: { id: 2, group: week1 }, a: { group: week2, needs: [b] } }
asks: [{ name: size, type: choice, message: Size?, default: s, choices: [{ value: s, label: Small }] }]
course: { year: 2026, name: A course }
`,
  'versions.txt': 'torch==2.13.0\n',
  's/stage.yml':
    'tasks: { a: { evidence: [{ kind: git, what: commit }] }, b: {} }\nfiles: { a.md: { template: true, when: "size === \'s\'" } }\ncontributes: { pages: [{ path: p, n: 1, on: true, tags: [t], when: size }] }\n',
  's/files/a.md': '<%- parts %>\n',
  's/files/b.bin': '\0\u0001',
  's/parts/a.md': '<%- size %>\n',
};

function packed(value: unknown): Buffer {
  return gzipSync(JSON.stringify(value));
}

describe('a packed pack', () => {
  it('gives the same pack back', async () => {
    const pack = await readPack(FILES);
    expect(packFromBytes(packBytes(pack))).toEqual(pack);
    expect(packFromBytes(packBytes(pack), { trusted: true })).toEqual(pack);
    expect(Object.keys(packFromBytes(packBytes(pack)).groups)).toEqual(Object.keys(pack.groups));
  });

  it('is the same bytes for the same pack, in whatever order it was put together', async () => {
    const pack = await readPack(FILES);
    const turned: Pack = JSON.parse(JSON.stringify(pack), (key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && key !== 'groups' && key !== 'course'
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(Object.keys(turned)[0]).toBe('stages');
    expect(packBytes(turned).equals(packBytes(pack))).toBe(true);
    expect(packDigest(turned)).toBe(packDigest(pack));
    expect(packDigest({ ...pack, revision: 2 })).not.toBe(packDigest(pack));
    expect(packDigest(pack)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says nothing of the machine it was packed on', async () => {
    expect([...packBytes(await readPack(FILES)).subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('<<<<<<< yours')],
    ['not JSON', gzipSync('{')],
    ['not a pack', packed({})],
    ['a list', packed([])],
    ['null', packed(null)],
  ])('that is damaged (%s) is refused with the way out', (_, bytes) => {
    expect(() => packFromBytes(bytes)).toThrow(
      expect.objectContaining({ name: 'Refusal', remedy: expect.stringContaining('git checkout .mlops/pack') }),
    );
    expect(() => packFromBytes(bytes, { trusted: true })).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  it('that was cut off is refused', async () => {
    const bytes = packBytes(await readPack(FILES));
    expect(() => packFromBytes(bytes.subarray(0, bytes.length - 9))).toThrow(/cannot be read/);
  });

  it('that unpacks to more than any pack is refused before the memory is full', () => {
    expect(() => packFromBytes(gzipSync(Buffer.alloc(65 * 1024 * 1024)))).toThrow(/cannot be read/);
  });

  it('that needs a newer generator says so', async () => {
    const pack = await readPack(FILES);
    expect(() => packFromBytes(packed({ ...pack, engine: 2, news: true }))).toThrow(/needs engine 2/);
  });

  it('that was written by hand is checked like a folder', async () => {
    const pack = await readPack(FILES);
    const [stage] = pack.stages;
    const withFile = (fields: object): Buffer => packed({ ...pack, stages: [{ ...stage, files: [{ ...stage?.files[0], ...fields }] }] });
    expect(() => packFromBytes(withFile({ path: '../../outside' }))).toThrow(/leaves its folder/);
    expect(() => packFromBytes(withFile({ content: '<%- parts %><% process.exit() %>' }))).toThrow(/neither prints a value/);
    expect(() => packFromBytes(withFile({ when: 'process' }))).toThrow(/The name "process" is reserved/);
    expect(() => packFromBytes(withFile({ mode: 0o777 }))).toThrow(/another shape at "stages.0.files.0.mode"/);
    expect(() => packFromBytes(packed({ ...pack, tasks: [{ ...pack.tasks[0], needs: ['zz'] }] }))).toThrow(/There is no task "zz"/);
  });
});

describe('the packed pack of a project', () => {
  const answers = { values: { size: 's' }, asked: ['a', 'b'] };

  async function tampered(fields: object): Promise<Buffer> {
    const pack = await readPack(FILES);
    const stages = pack.stages.map((stage) => ({
      ...stage,
      files: stage.files.map((file) => ({ ...file, ...(file.template ? fields : {}) })),
    }));
    return packed({ ...pack, stages });
  }

  it('is looked through, templates and all, before the first file is rendered, whichever that is', async () => {
    const bytes = await tampered({ content: 'ok\n<%- parts %><% process.exit() %>' });
    const loaded = await projectPack(bytes);
    await expect(templatesOf(loaded)).rejects.toThrow(/The pack x is broken:\s+s\/files\/a\.md:2: .* neither prints a value/);
    expect(() => render(makePlan(answers, loaded.pack))).toThrow(/neither prints a value/);
  });

  it('is refused at once where a path leaves the project', async () => {
    const bytes = await tampered({ path: '../../outside' });
    expect(() => packFromBytes(bytes, { postponed: true })).toThrow(/leaves its folder/);
  });

  it('is rendered as any other where it is sound', async () => {
    const loaded = await projectPack(packBytes(await readPack(FILES)));
    const { tree } = renderPlan(makePlan(answers, loaded.pack), await templatesOf(loaded));
    expect(tree.get('a.md')?.bytes.toString()).toBe('<!-- s -->\ns\n');
  });
});

describe('the packs that are shipped', () => {
  it('are compiled into one file each, with a list, the newest last', async () => {
    const templates = writeFolder({
      '2026/pack.yml': 'id: "2026"\nextends: "2025"\nrevision: 3\n',
      '2025/pack.yml': 'id: "2025"\ntitle: Old\n',
      '2025/s/files/a': 'a',
      'notes/x': '',
    });
    const out = mkdtempSync(join(tmpdir(), 'mlops-packs-'));
    onTestFinished(() => rmSync(out, { recursive: true, force: true }));
    const index = await compilePacks(templates, out);
    expect(index).toMatchObject([
      { id: '2025', title: 'Old', revision: 1, file: '2025.pack' },
      { id: '2026', title: 'Old', revision: 3, file: '2026.pack' },
    ]);
    expect(JSON.parse(readFileSync(join(out, 'index.json'), 'utf8'))).toEqual(index);
    const pack = packFromBytes(readFileSync(join(out, '2026.pack')), { trusted: true });
    expect(packDigest(pack)).toBe(index[1]?.digest);
    expect(pack.stages[0]?.files[0]?.content).toBe('a');
  });
});
