import { weakness } from '../evidence/files.js';
import { formatFault } from '../evidence/settings.js';
import type { Finding } from '../finding/finding.js';
import type { Task } from '../pack/pack.js';
import { readCode } from '../repository/code.js';
import type { Repository } from '../repository/repository.js';
import { shellWord } from '../shell.js';
import { PACKAGE_PLACEHOLDER } from '../template/run.js';
import { nameOf } from '../tree.js';
import type { CheckedProject } from './subject.js';

/** A file is known under another name where it had at least so many lines, */
const FEWEST_LINES = 5;
/** and where this share of them is there still. */
const SHARE = 0.6;
/** So many files of about its size are compared. */
const MOST_ALIKE = 200;

/** What is wrong with what a task that is on has brought. What nobody has changed is not looked into. */
export async function artifactFindings(task: Task, project: CheckedProject, repository: Repository): Promise<Finding[]> {
  const findings = task.artifacts.map(async (artifact): Promise<Finding[]> => {
    const path = artifact.replaceAll(PACKAGE_PLACEHOLDER, project.plan.packageName);
    if (!path.endsWith('/')) return fileFindings(path, project, repository);
    const brought = [...project.rendered.keys()].filter((each) => each.startsWith(path));
    if (brought.length > 0 && repository.find(`${path}**`).length === 0) return [gone(path, repository)];
    // People take files out of a folder; what they leave in it has to say something.
    const left = brought.filter((each) => repository.files.has(each));
    return (await Promise.all(left.map((each) => fileFindings(each, project, repository)))).flat();
  });
  return (await Promise.all(findings)).flat();
}

/** Whether nothing is left of what a task brings. */
export function isAllGone({ artifacts }: Task, findings: readonly Finding[]): boolean {
  return findings.filter(({ code }) => code === 'file-gone').length >= artifacts.length;
}

async function fileFindings(path: string, { rendered }: CheckedProject, repository: Repository): Promise<Finding[]> {
  const entry = rendered.get(path);
  if (entry === undefined) return [];
  const text = entry.bytes.toString('utf8');
  if (repository.files.has(path)) return text === repository.text(path) ? [] : weakFindings(path, text, repository);
  // A file that was moved is not gone, but one of the same name that another task brought is not it.
  const own = [...repository.files.keys()].filter((each) => !rendered.has(each));
  const sameName = own.filter((each) => nameOf(each) === nameOf(path));
  const moved = sameName.length > 0 ? sameName : renamed(text, own, repository);
  if (moved.length === 0) return [gone(path, repository)];
  const weak = await Promise.all(moved.map((each) => weakFindings(each, text, repository)));
  return weak.find((findings) => findings.length === 0) ?? weak[0] ?? [];
}

/** Why a file does not do what it was brought for. Where it said nothing from the start, it need not. */
async function weakFindings(path: string, text: string, repository: Repository): Promise<Finding[]> {
  const weak = weakness(path, 1, repository) ?? (await formatFault(path, repository));
  const isFault = weak?.code === 'syntax-fault';
  return weak === undefined || (!isFault && readCode(path, text).lines === 0) ? [] : [{ ...weak, severity: 'error' }];
}

/** Files of other names that have most of the lines of one that is not there: people rename what they were given. */
function renamed(text: string, paths: readonly string[], repository: Repository): readonly string[] {
  const lines = tellingLines(text);
  if (lines.length < FEWEST_LINES) return [];
  const alike = paths.filter((path) => {
    const size = repository.files.get(path) ?? 0;
    return size > text.length / 2 && size < text.length * 2;
  });
  return alike.slice(0, MOST_ALIKE).filter((path) => {
    const found = new Set(tellingLines(repository.text(path) ?? ''));
    return lines.filter((line) => found.has(line)).length >= lines.length * SHARE;
  });
}

function tellingLines(text: string): string[] {
  return text.split('\n').flatMap((line) => (/\w/.test(line) ? [line.trim()] : []));
}

/** What is deleted and not committed yet is brought back by one command. */
function gone(path: string, { git }: Repository): Finding {
  const isTracked = [...(git?.tracked ?? [])].some((each) => each === path || (path.endsWith('/') && each.startsWith(path)));
  const command = isTracked ? { command: `git checkout -- ${shellWord(path)}` } : {};
  return { code: 'file-gone', severity: 'error', path, values: {}, ...command };
}
