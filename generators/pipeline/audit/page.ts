import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installation } from '../pack/library/installation.js';
import type { Verdict } from '../progress/task_row.js';
import { type AuditDocument, doneOf, isSeen } from './audit.js';
import { escapeHtml, fillPage } from './html.js';
import { groupCells, headCells, rowOf, shareCells } from './page_table.js';

const LEGEND: readonly (readonly [verdict: Verdict | 'none', name: string, means: string])[] = [
  ['met', 'met', 'its signs are there'],
  ['declared', 'declared', 'done elsewhere, people say'],
  ['yours', 'yours', 'only people can tell'],
  ['broken', 'broken', 'there in part, or does not work'],
  ['missing', 'missing', 'its signs are not there'],
  ['none', 'no task', 'its pack does not have it'],
];

/** An audit as one page that needs nothing else: no network, no other file, and without scripts a plain table. */
export function auditPage(document: AuditDocument): string {
  const { repositories, tasks } = document;
  const style = part('audit.css');
  const script = part('audit.js');
  return fillPage(part('audit.html'), {
    policy: `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`,
    style,
    script,
    title: repositories.length === 1 ? '1 repository' : `${repositories.length} repositories`,
    about: aboutOf(document),
    figures: figuresOf(document)
      .map(([figure, words]) => `<li><b>${escapeHtml(figure)}</b>${escapeHtml(words)}</li>`)
      .join(''),
    legend: LEGEND.map(([verdict, name, means]) => `<li><i class="${verdict}"></i>${name}<span class="means">: ${means}</span></li>`).join(
      '',
    ),
    groups: groupCells(tasks),
    heads: headCells(tasks),
    shares: shareCells(document),
    rows: repositories.map((row) => rowOf(row, tasks)).join('\n'),
    seen: seenList(document),
    foot: 'Made by <code>mlops audit</code>: each repository was read, and nothing in it was run.',
  });
}

function part(name: string): string {
  return readFileSync(join(installation(), 'dist', 'page', name), 'utf8').replaceAll('\r\n', '\n');
}

/** A browser runs the page's own script and style, and nothing that would come in with a name. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function aboutOf({ at, packs }: AuditDocument): string {
  const used = packs.map(({ title, revision, repositories }) => `${title}, revision ${revision} (${repositories})`);
  return escapeHtml([`${at.slice(0, 16).replace('T', ' ')} UTC`, ...used].join(' · '));
}

function figuresOf({ repositories }: AuditDocument): readonly (readonly [figure: string | number, words: string])[] {
  const seen = repositories.filter(isSeen);
  const shares = seen.map(shareOf).sort((a, b) => a - b);
  const count = (isOne: (row: (typeof seen)[number]) => boolean): number => seen.filter(isOne).length;
  const oddities: readonly (readonly [number, string])[] = [
    [repositories.length - seen.length, 'not looked at'],
    [count(({ counts }) => counts.broken > 0), 'with something broken'],
    [count(({ later }) => later !== undefined), 'on an earlier revision'],
    [count(({ isProject }) => !isProject), 'not made by the generator'],
  ];
  return [
    [seen.length, 'looked at'],
    [`${shares[Math.floor(shares.length / 2)] ?? 0} %`, 'done, the median'],
    [`${shares[0] ?? 0}–${shares.at(-1) ?? 0} %`, 'least and most'],
    ...oddities.filter(([figure]) => figure > 0),
  ];
}

function shareOf(row: Parameters<typeof doneOf>[0]): number {
  const { done, of } = doneOf(row);
  return of === 0 ? 0 : Math.round((done * 100) / of);
}

function seenList({ repositories }: AuditDocument): string {
  const rows = repositories.filter(isSeen).filter(({ seen }) => seen.length > 0);
  if (rows.length === 0) return '';
  const items = rows.map(
    ({ name, seen }) => `<dt>${escapeHtml(name)}</dt>${seen.map((sentence) => `<dd>${escapeHtml(sentence)}.</dd>`).join('')}`,
  );
  return `<section class="seen"><h2>Also seen</h2><dl>${items.join('\n')}</dl></section>`;
}
