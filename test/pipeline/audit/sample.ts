import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answer } from '../../../generators/pipeline/audit/answer.js';
import type { AuditDocument, AuditTask, Sight } from '../../../generators/pipeline/audit/audit.js';
import { Gathering } from '../../../generators/pipeline/audit/gather.js';
import type { Verdict } from '../../../generators/pipeline/progress/task_row.js';

/** A folder that goes with the test, with some files; a path that ends with `/` is an empty folder. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path.endsWith('/') ? path : dirname(path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** What a look at a repository gave, with these verdicts by slug. */
export function looked(verdicts: Readonly<Record<string, Verdict>>, more: Partial<Sight> = {}): Answer {
  const counts = { met: 0, missing: 0, broken: 0, yours: 0, declared: 0 };
  for (const verdict of Object.values(verdicts)) counts[verdict] += 1;
  const sight: Sight = {
    folder: '/groups/one',
    pack: { id: '2026', title: 'January 2026', revision: 5 },
    isProject: true,
    counts,
    verdicts,
    broken: Object.fromEntries(
      Object.entries(verdicts).flatMap(([slug, verdict]) => (verdict === 'broken' ? [[slug, `${slug} is empty`]] : [])),
    ),
    findings: { error: 1, warning: 0, note: 2 },
    seen: [],
    state: { version: '1.0.0', branch: 'main', commit: 'a'.repeat(40) },
    ...more,
  };
  return { sight, tasks: Object.keys(verdicts).map((slug): AuditTask => ({ slug, wording: `Do ${slug}`, group: 'Week 1' })) };
}

/** An audit of these, by name. */
export function audited(answers: Readonly<Record<string, Answer>>): AuditDocument {
  const gathering = new Gathering();
  for (const [index, [name, answer]] of Object.entries(answers).entries()) {
    gathering.add(index, { name, folder: `/groups/${name}` }, answer);
  }
  return { ...gathering.document('worst', new Date('2026-01-30T12:00:00Z')), exitCode: 0 };
}
