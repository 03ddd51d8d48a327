import { editLines, type Habit, insertAt, type Scene } from './habit.js';

const MODULES = String.raw`^src\/pkgname\/`;
/** Modules that people make theirs, by how often they do. */
const OFTEN = new RegExp(`${MODULES}(data|model|train)\\.py$`);
const MOSTLY = new RegExp(`${MODULES}(api|evaluate|visualize|config)\\.py$`);
const SELDOM = new RegExp(`${MODULES}(?!data|model|train|api|evaluate|visualize|config|__init__)\\w+\\.py$`);
const TESTS = /^tests\/.*test_\w+\.py$/;

/** Python: imports, statements and functions added, names and numbers changed, functions written anew. */
export const PYTHON_HABITS: readonly Habit[] = [
  ...habitsOf(OFTEN, 0.9),
  ...habitsOf(MOSTLY, 0.6),
  ...habitsOf(TESTS, 0.6),
  ...habitsOf(SELDOM, 0.1),
  { files: OFTEN, odds: 0.45, edit: rewriteBodies, breaks: true },
  { files: MOSTLY, odds: 0.3, edit: rewriteBodies, breaks: true },
  { files: new RegExp(`${MODULES}config\\.py$`), odds: 0.4, edit: addSetting },
  { files: new RegExp(`${MODULES}train\\.py$`), odds: 0.4, edit: addCallback },
  { files: new RegExp(`${MODULES}metrics\\.py$`), odds: 0.5, edit: addMetric },
  { files: /^tasks\.py$/, odds: 0.9, edit: withTask },
  { files: /^tasks\.py$/, odds: 0.7, edit: addTaskInside },
  { files: /^tasks\.py$/, odds: 0.7, edit: (text, scene) => `${withTask(text)}\n\n${task(scene).join('\n')}\n` },
  { files: /^tasks_stages\/\w+\.py$/, odds: 0.2, edit: changeNumbers },
  { files: /^tasks_stages\/(?!__init__|runner)\w+\.py$/, odds: 0.2, edit: addFunction },
];

function habitsOf(files: RegExp, odds: number): Habit[] {
  const edits = [
    [0.7, addImport],
    [0.7, addStatements],
    [0.6, addFunction],
    [0.4, renameLocal],
    [0.2, changeDocstring],
  ] as const;
  const harmless = edits.map(([share, edit]): Habit => ({ files, odds: odds * share, edit }));
  return [...harmless, { files, odds: odds * 0.4, edit: changeNumbers, breaks: true }];
}

const STANDARD = ['import os', 'import time', 'import warnings', 'import random as py_random'];
const INSTALLED = ['import numpy as our_np', 'import torch as our_torch', 'from typer import echo as tell'];

/** Where a formatter would have it, or at an end of its block. */
function addImport(text: string, { chance, packageName }: Scene): string {
  const installed = String.raw`^(import|from) (typer|torch|hydra|numpy|fastapi|pytest)\b[^(]*$`;
  const [added, place] = chance.pick([
    [chance.pick(STANDARD), '^(import|from) (?!__future__)'],
    [chance.pick(INSTALLED), installed],
    [`from ${packageName}.frontend import __doc__ as about`, `^from ${packageName}\\.\\w+ import [^(]*$`],
  ] as const);
  const side = chance.pick(added.startsWith('import ') && !added.includes(' as ') ? (['before'] as const) : (['before', 'after'] as const));
  return text.includes(added) ? text : insertAt(text, new RegExp(place), [added], side);
}

const STATEMENTS = ['print("so far so good")', 'started = "today"', '# TODO: ask Grace about this', 'assert True, "cannot be"'];

/** After a line of a function that is a whole statement by itself. */
function addStatements(text: string, { chance }: Scene): string {
  return editLines(text, (lines) =>
    lines.flatMap((line, index) => (isWhole(lines, index) && chance.happens(0.15) ? [line, `    ${chance.pick(STATEMENTS)}`] : [line])),
  );
}

function isWhole(lines: readonly string[], index: number): boolean {
  const [line, next] = [lines[index] ?? '', lines[index + 1] ?? ''];
  return /^ {4}\w+ = [^"'([{]*[\w)\]]$/.test(line) && /^ {4}\w|^$/.test(next);
}

function addFunction(text: string, { chance }: Scene): string {
  const name = `our_${chance.pick(['check', 'plot', 'count', 'clean', 'split'])}_${chance.between(1000, 9999)}`;
  const body = ['    """Count what is not empty."""', '    return sum(1 for item in items if item)'];
  const added = [`def ${name}(items: list[str]) -> int:`, ...body, '', ''];
  const starts = text.split('\n').filter((line) => /^(def |class |if __name__)/.test(line));
  const start = starts.length === 0 || chance.happens(0.3) ? undefined : chance.pick(starts);
  return start === undefined ? `${text}\n\n${added.slice(0, 3).join('\n')}\n` : insertBefore(text, start, added);
}

/** Before the decorators of what starts with a line. */
function insertBefore(text: string, start: string, added: readonly string[]): string {
  return editLines(text, (lines) => {
    let at = lines.indexOf(start);
    while (at > 0 && /^[@)]/.test(lines[at - 1] ?? '')) at--;
    return lines[at]?.startsWith(')') ? lines : lines.toSpliced(at, 0, ...added);
  });
}

const RENAMES = [
  ['history', 'epoch_history'],
  ['loss', 'batch_loss'],
  ['images', 'pictures'],
  ['total', 'grand_total'],
  ['response', 'answer'],
] as const;

/** A name that is local wherever it stands: not after a dot, not an argument, not in a string. */
function renameLocal(text: string, { chance }: Scene): string {
  const [from, to] = chance.pick(RENAMES);
  const isVariable = new RegExp(`^    ${from} = `, 'm').test(text);
  const isMore = new RegExp(`["'.(\`]${from}\\b|\\b${from}(:|=|["'\`])|import.*\\b${from}\\b`).test(text);
  return isVariable && !isMore ? text.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to) : text;
}

function changeDocstring(text: string, { chance }: Scene): string {
  return text.replaceAll(/"""([A-Z][^"\n]*)\."""/g, (whole, words: string) =>
    chance.happens(0.3) ? `"""${words}, as we agreed."""` : whole,
  );
}

function changeNumbers(text: string, { chance }: Scene): string {
  return text.replaceAll(/ = (\d+)$/gm, (whole, number: string) => (chance.happens(0.4) ? ` = ${Number(number) + 1}` : whole));
}

/** About half of the functions get another body. */
function rewriteBodies(text: string, { chance }: Scene): string {
  const body = (): string => {
    const result = `    result = [number**2 for number in range(${chance.between(2, 90)})]`;
    return ['    """Do it our way."""', result, '    raise SystemExit(result)', '', '', ''].join('\n');
  };
  return text.replaceAll(/^(def \w+\([^\n]*:\n)((?: {4}[^\n]*\n|\n)+)/gm, (whole, head: string) =>
    chance.happens(0.5) ? head + body() : whole,
  );
}

/** A setting of their own, beside those of the training. */
function addSetting(text: string): string {
  return insertAt(text, /^ {4}reports_dir: str = /, ['    note: str = ""'], 'after');
}

/** A callback of their own, beside those of the stages. */
function addCallback(text: string): string {
  return insertAt(text, /^ {4}callbacks = plugins\./, ['    callbacks.extend([])  # TODO: our own logger'], 'after');
}

/** One more metric, which is reported wherever the others are. */
function addMetric(text: string): string {
  return insertAt(text, /^ {8}"accuracy": /, ['        "error": 1.0 - (logits.argmax(dim=1) == targets).float().mean().item(),'], 'after');
}

function addTaskInside(text: string, scene: Scene): string {
  return insertAt(withTask(text), /^for module in/, [...task(scene), '', ''], 'before');
}

function withTask(text: string): string {
  return text.includes('from invoke import') ? text : text.replace(/^import invoke$/m, '$&\nfrom invoke import Context, task');
}

function task({ chance }: Scene): string[] {
  const name = `our_${chance.pick(['deploy', 'sync', 'report', 'notebook', 'clean'])}_${chance.between(1000, 9999)}`;
  return ['@task', `def ${name}(ctx: Context) -> None:`, '    """Do what we do every day."""', `    ctx.run("echo ${name}", echo=True)`];
}
