import type { AuditDocument, AuditRow, AuditTask, SeenRow } from './audit.js';
import { doneOf, isSeen } from './audit.js';
import { escapeHtml } from './html.js';

/** A column of a repository besides its tasks: what else a page is to show of each (measures, the state of its report) is one more. */
interface PageFact {
  readonly head: string;
  readonly title: string;
  readonly kind: 'number' | 'text';
  /** The cell, in HTML. */
  readonly cell: (row: SeenRow) => string;
}

const FACTS: readonly PageFact[] = [
  { head: 'Done', title: 'Tasks that are met or declared', kind: 'number', cell: doneCell },
  { head: 'Broken', title: 'Tasks that are there in part, or do not work', kind: 'number', cell: ({ counts }) => alarm(counts.broken) },
  { head: 'Missing', title: 'Tasks without their signs', kind: 'number', cell: ({ counts }) => number(counts.missing) },
  { head: 'Yours', title: 'Tasks that only people can confirm', kind: 'number', cell: ({ counts }) => number(counts.yours) },
  { head: 'Pack', title: 'The course year of the project, and its revision', kind: 'text', cell: packCell },
];

/** The same, after the tasks. */
const LAST: readonly PageFact[] = [
  { head: 'State', title: 'The branch and the commit that were looked at', kind: 'text', cell: stateCell },
];

/** The parts of the checklist, above their tasks. */
export function groupCells(tasks: readonly AuditTask[]): string {
  const runs: { readonly group: string; length: number }[] = [];
  for (const { group } of tasks) {
    const last = runs.at(-1);
    if (last?.group === group) last.length += 1;
    else runs.push({ group, length: 1 });
  }
  const cells = runs.map(
    ({ group, length }) => `<th class="part" colspan="${length}" scope="colgroup"><span class="stays">${escapeHtml(group)}</span></th>`,
  );
  return `<th class="name"></th><th colspan="${FACTS.length}"></th>${cells.join('')}<th colspan="${LAST.length}"></th>`;
}

/** The heads of the columns. */
export function headCells(tasks: readonly AuditTask[]): string {
  const columns = tasks.map(({ slug, id, wording }, index) => {
    const number = id === undefined ? '' : ` <small>${id}</small>`;
    const title = `${id === undefined ? '' : `${id} `}${slug}: ${wording}`;
    return `<th scope="col" class="task${first(tasks, index)}" data-kind="task" title="${escapeHtml(title)}"><span>${escapeHtml(slug)}${number}</span></th>`;
  });
  return `<th scope="col" class="name" data-kind="text">Repository</th>${factHeads(FACTS)}${columns.join('')}${factHeads(LAST)}`;
}

function factHeads(facts: readonly PageFact[]): string {
  const heads = facts.map(
    ({ head, title, kind }) => `<th scope="col" class="${kind}" data-kind="${kind}" title="${escapeHtml(title)}">${escapeHtml(head)}</th>`,
  );
  return heads.join('');
}

/** How many of the repositories that have a task have done it, in percent. */
export function shareCells({ tasks }: AuditDocument): string {
  const cells = tasks.map(({ counts }, index) => {
    const done = counts.met + counts.declared;
    const of = done + counts.missing + counts.broken + counts.yours;
    return `<th class="task${first(tasks, index)}" title="${done} of ${of}">${of === 0 ? '' : Math.round((done * 100) / of)}</th>`;
  });
  return `<th class="name">Done, in %</th><th colspan="${FACTS.length}"></th>${cells.join('')}<th colspan="${LAST.length}"></th>`;
}

/** The row of a repository. */
export function rowOf(row: AuditRow, tasks: readonly AuditTask[]): string {
  const name = `<th scope="row" class="name" title="${escapeHtml(row.folder)}">${escapeHtml(row.name)}</th>`;
  if (!isSeen(row))
    return `<tr>${name}<td class="reason" colspan="${FACTS.length + tasks.length + LAST.length}"><span class="stays">${escapeHtml(row.reason)}</span></td></tr>`;
  const cells = tasks.map(({ slug }, index) => {
    const verdict = row.verdicts[slug];
    const why = row.broken[slug];
    const title = why === undefined || why === '' ? '' : ` title="${escapeHtml(why)}."`;
    return `<td class="v task ${verdict ?? 'none'}${first(tasks, index)}"${title}>${verdict ?? ''}</td>`;
  });
  return `<tr>${name}${factCells(FACTS, row)}${cells.join('')}${factCells(LAST, row)}</tr>`;
}

function factCells(facts: readonly PageFact[], row: SeenRow): string {
  return facts.map(({ cell }) => cell(row)).join('');
}

/** The first task of each part of the checklist has a line before it. */
function first(tasks: readonly AuditTask[], index: number): string {
  return tasks[index - 1]?.group === tasks[index]?.group ? '' : ' first';
}

function doneCell(row: SeenRow): string {
  const { done, of } = doneOf(row);
  const share = of === 0 ? 0 : done / of;
  const bar = `<progress value="${done}" max="${Math.max(1, of)}" aria-hidden="true"></progress>`;
  return `<td class="number" data-key="${share.toFixed(4)}">${bar}<span>${done} of ${of}</span></td>`;
}

function number(value: number): string {
  return `<td class="number">${value}</td>`;
}

function alarm(value: number): string {
  return value === 0 ? number(value) : `<td class="number alarm">${value}</td>`;
}

function packCell({ pack, later, isProject }: SeenRow): string {
  const words = escapeHtml(`${pack.id} r${pack.revision}`);
  if (!isProject) return `<td class="stranger" title="Held against ${escapeHtml(pack.title)}">no project</td>`;
  if (later === undefined) return `<td>${words}</td>`;
  return `<td class="later" title="Revision ${later} of its pack is to be had: mlops upgrade">${words} &lt; r${later}</td>`;
}

function stateCell({ state, findings }: SeenRow): string {
  const { branch, commit, version } = state;
  const words = [branch, commit?.slice(0, 7)].filter((word) => word !== undefined).join(' ') || 'not in git';
  const wrote = version === undefined ? '' : `; written by generator-mlops ${version}`;
  const found = `${findings.error} errors, ${findings.warning} warnings, ${findings.note} notes`;
  return `<td class="quiet" title="${escapeHtml(found + wrote)}">${escapeHtml(words)}</td>`;
}
