import type { CheckDocument, ToldFinding } from './document.js';
import { code, markdown, preformatted } from './markdown_text.js';
import type { Verdict } from './task_row.js';

type Row = CheckDocument['tasks'][number];

/** By this a workflow finds the comment that it made before. GitHub does not show it. */
const MARKER = '<!-- generator-mlops check -->';
/** GitHub takes no comment of more than 65536 letters. */
const LARGEST = 60_000;
/** As many findings of one task as are told. */
const FINDINGS = 5;

/** How far a repository is, for a comment on a pull request: counts, the parts of the checklist, and what is open, folded away. */
export function checkMarkdown(document: CheckDocument): string {
  const { pack, tasks, findings } = document;
  const named = (verdict: Verdict): readonly Row[] => tasks.filter((task) => task.verdict === verdict);
  const sections = [
    folded(named('broken'), 'broken', brokenItem, true),
    folded(named('missing'), 'missing', missingItem),
    folded(named('yours'), 'for people to confirm', questionItem),
    folded(findings, 'also seen', findingItem),
  ].filter((section) => section !== '');
  const head = [`### ${markdown(pack.title)}, revision ${pack.revision}`, summaryOf(document), tableOf(tasks)];
  return `${[...fitting([...head, ...sections]), MARKER].join('\n\n')}\n`;
}

function summaryOf({ counts, tasks }: CheckDocument): string {
  const done = counts.met + counts.declared;
  const rest = [
    [counts.broken, 'broken'],
    [counts.missing, 'missing'],
    [counts.yours, 'for people to confirm'],
  ] as const;
  const open = rest.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `**${done} of ${tasks.length} tasks done**${open.length === 0 ? '' : `: ${open.join(', ')}`}.`;
}

function tableOf(tasks: readonly Row[]): string {
  const groups = [...new Set(tasks.map(({ group }) => group))];
  const rows = groups.map((group) => {
    const own = tasks.filter((task) => task.group === group);
    const count = (...verdicts: readonly Verdict[]): number => own.filter(({ verdict }) => verdicts.includes(verdict)).length;
    const cells = [`${count('met', 'declared')} of ${own.length}`, count('broken'), count('missing'), count('yours')];
    return `| ${markdown(group)} | ${cells.join(' | ')} |`;
  });
  return ['| Part | Done | Broken | Missing | To confirm |', '|---|--:|--:|--:|--:|', ...rows].join('\n');
}

/** What a person unfolds; what is broken is open from the start. */
function folded<T>(items: readonly T[], words: string, itemOf: (item: T) => string, open = false): string {
  if (items.length === 0) return '';
  const summary = `<details${open ? ' open' : ''}><summary>${items.length} ${words}</summary>`;
  return [summary, items.map(itemOf).join('\n'), '</details>'].join('\n\n');
}

function brokenItem(task: Row): string {
  const told = task.findings.slice(0, FINDINGS);
  const rest = task.findings.length - told.length;
  const lines = [...told.map(findingItem), ...(rest > 0 ? [`- and ${rest} more`] : [])];
  return [`- ${nameOf(task)}`, ...lines.map(indented)].join('\n');
}

function missingItem(task: Row): string {
  return task.command === undefined ? brokenItem(task) : `- ${nameOf(task)}: ${code(task.command)}`;
}

function questionItem(task: Row): string {
  return `- ${nameOf(task)}${task.question === undefined ? '' : `<br>${markdown(task.question)}`}`;
}

function findingItem({ sentence, command, values }: ToldFinding): string {
  const line = `- ${markdown(sentence)}.${command === undefined ? '' : ` ${code(command)}`}`;
  const { output } = values;
  return typeof output === 'string' && output !== '' ? `${line}\n\n  ${preformatted(output)}\n` : line;
}

function nameOf({ id, wording, slug }: Row): string {
  return `${id === undefined ? '' : `${id} `}${markdown(wording)} (${code(slug)})`;
}

function indented(lines: string): string {
  return lines
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

/** As many parts as a comment can hold; the person is told where the rest is. */
function fitting(parts: readonly string[]): string[] {
  const taken: string[] = [];
  let size = 0;
  for (const part of parts) {
    size += part.length + 2;
    if (size > LARGEST) return [...taken, `More than a comment holds is left out: ${code('mlops check --full')} shows it.`];
    taken.push(part);
  }
  return taken;
}
