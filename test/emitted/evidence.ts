import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMITTED } from './paths.js';
import { plainCommand } from './plain_command.js';
import type { Row } from './rows.js';
import type { Passed } from './tally.js';
import { EVIDENT_ROWS } from './task_evidence.js';

/** What a check has shown when it passed. */
export interface Evidence {
  /** What it ran, each once. */
  readonly commands: readonly string[];
  readonly figure?: string;
}

/** A row that has passed, with the day on which it has, and its checks by their names. */
interface PassedRow {
  readonly date: string;
  readonly checks: Readonly<Record<string, Evidence>>;
}

/** The rows that show something about tasks, as they last passed. */
export type Evidences = Readonly<Record<string, PassedRow>>;

const FILE = join(EMITTED, 'evidence.json');

export function readEvidence(): Evidences {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Evidences) : {};
}

/** Keeps what a row that has passed has shown about tasks. */
export function keepEvidence(row: Row, project: string, passed: readonly Passed[], today: Date): void {
  if (!EVIDENT_ROWS.has(row.name)) return;
  const kept = { ...readEvidence(), [row.name]: evidenceOf(row, project, passed, today) };
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}

export function evidenceOf(row: Row, project: string, passed: readonly Passed[], today: Date): PassedRow {
  const checks = passed.map(({ name, heard, remark }): [string, Evidence] => {
    const commands = [...new Set(heard.map((one) => plainCommand(one, row, project)))];
    return [name, { commands, ...(remark === undefined ? {} : { figure: remark }) }];
  });
  return { date: today.toISOString().slice(0, 10), checks: Object.fromEntries(checks) };
}
