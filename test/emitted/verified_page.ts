import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack, Task } from '../../generators/pipeline/pack/pack.js';
import type { Evidence, Evidences } from './evidence.js';
import { ROOT } from './paths.js';
import { type Shown, TASK_EVIDENCE, type TaskEvidence } from './task_evidence.js';
import { filesOf } from './task_files.js';

const HEAD = `# What was seen of each task

Each task of the checklist in a new project with every task: its files, the command that was run, and what was seen. A task of which
something could not be run here for real says what, and what took its place. \`npm run verify\` writes this page when the rows
\`everything\` and \`images\` have passed; do not edit it. The checks that saw it are in \`test/emitted\`, and [What each step
takes](steps.md) has the seconds.

| Task | Files | Command | What was seen | When |
|---|---|---|---|---|
`;

/** Writes the page anew. */
export function writeVerifiedPage(pack: Pack, evidences: Evidences): void {
  writeFileSync(join(ROOT, 'docs', 'verified.md'), verifiedPage(pack, evidences));
}

/** The page: one row for each task of the checklist. */
export function verifiedPage(pack: Pack, evidences: Evidences): string {
  return HEAD + pack.tasks.map((task) => `| ${cellsOf(task, pack, evidences).join(' | ')} |\n`).join('');
}

function cellsOf(task: Task, pack: Pack, evidences: Evidences): string[] {
  const { shown, notRun } = TASK_EVIDENCE[task.slug] ?? { shown: [] };
  const found = shown.map((one) => lookUp(one, task, evidences));
  const commands = found.length === 0 ? ['not run: nothing here shows it'] : found.map(({ command }) => command);
  const seen = found.flatMap(({ sentence }) => sentence ?? []);
  const dates = new Set(found.flatMap(({ date }) => date ?? []));
  return [
    `${task.id ?? ''} ${inCell(task.wording)} (\`${task.slug}\`)`.trim(),
    listFiles(filesOf(task, pack)),
    [...new Set(commands)].join('<br>'),
    [...seen, ...remarkOn(notRun)].join('<br>'),
    [...dates].toSorted().join('<br>'),
  ];
}

function remarkOn(notRun: TaskEvidence['notRun']): string[] {
  return notRun === undefined ? [] : [`*Not for real:* ${notRun}`];
}

/** What is told of a check. */
interface Told {
  readonly command: string;
  readonly sentence?: string;
  readonly date?: string;
}

function lookUp({ row, check, commands }: Shown, task: Task, evidences: Evidences): Told {
  const passed = evidences[row];
  const evidence = passed?.checks[check];
  if (passed === undefined || evidence === undefined)
    return { command: `not run: the row \`${row}\` has not passed since it is asked this` };
  const figure = evidence.figure === undefined ? '' : ` (${inCell(evidence.figure)})`;
  return { command: choose(evidence, commands, task).map(code).join('<br>'), sentence: inCell(check) + figure, date: passed.date };
}

/** The commands that show the effect: those with the words, or the one of the checklist, or the last one. */
function choose({ commands }: Evidence, words: readonly string[], task: Task): string[] {
  const named = words.flatMap((word) => commands.findLast((command) => command.includes(word)) ?? []);
  if (named.length > 0) return named;
  const listed = commands.findLast((command) => task.commands.some((known) => command.startsWith(known)));
  const last = listed ?? commands.findLast((command) => !command.startsWith('git clone ')) ?? commands.at(-1);
  return last === undefined ? [] : [last];
}

function listFiles({ named, more }: ReturnType<typeof filesOf>): string {
  return named.map(code).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Text as code in a cell of a table, where a bar ends the cell. */
function code(text: string): string {
  const inside = text.replaceAll('|', '\\|');
  return inside.includes('`') ? `\`\` ${inside} \`\`` : `\`${inside}\``;
}

/** Text in a cell of a table, where these mean something. */
function inCell(text: string): string {
  return text.replaceAll(/[|<>*_]/g, '\\$&');
}
