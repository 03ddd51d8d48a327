import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compilePacks } from '../../scripts/compile_packs.js';
import { type RecordedRevisions, record, revisionFault } from '../../scripts/revisions.js';

const RECORDED = JSON.parse(readFileSync(new URL('revisions.json', import.meta.url), 'utf8')) as RecordedRevisions;

describe('a shipped pack', () => {
  it('is, under its revision, what was recorded under it', async () => {
    const out = mkdtempSync(join(tmpdir(), 'mlops-revisions-'));
    onTestFinished(() => rmSync(out, { recursive: true, force: true }));
    const shipped = await compilePacks(join(import.meta.dirname, '../../templates'), out);
    const faults = shipped.flatMap((pack) => revisionFault(pack, RECORDED) ?? []);
    expect(faults, faults.join('\n')).toEqual([]);
    expect(shipped).not.toEqual([]);
  });
});

describe('a pack that is not what was recorded', () => {
  const recorded = { course: { 1: 'aa', 2: 'bb' } };
  const courses = (revision: number, digest: string) => ({ id: 'course', revision, digest });

  it.each([
    [2, 'cc', /^The content of the pack course changed, and its revision did not: set "revision: 3" in templates\/course\/pack\.yml/],
    [3, 'cc', /^The pack course has a new revision, 3: run npm run revisions/],
    [1, 'aa', /^The pack course has revision 1, and 2 is recorded: set "revision: 2"/],
  ])('is told what to do: revision %s with the digest %s', (revision, digest, said) => {
    expect(revisionFault(courses(revision, digest), recorded)).toMatch(said);
  });

  it('is recorded beside what was', () => {
    const next = record([courses(3, 'cc')], { ...recorded, other: { 1: 'dd' } });
    expect(next).toEqual({ course: { 1: 'aa', 2: 'bb', 3: 'cc' }, other: { 1: 'dd' } });
    expect(revisionFault(courses(3, 'cc'), next)).toBeUndefined();
  });
});
