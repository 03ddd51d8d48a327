import { relative, resolve } from 'node:path';
import { refusePendingWrite } from '../commit/recover.js';
import { DONE, INCOMPLETE, Refusal } from '../errors.js';
import type { Options } from '../options.js';
import { findProject } from '../project/project.js';
import { shellPath } from '../shell.js';
import type { Request } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';
import { type CheckDocument, checkSubject } from './document.js';
import { readSubject } from './subject.js';
import { checkText } from './text.js';

/** `mlops check`: shows how far a repository is. Nothing is written, and without `--run` nothing is started. */
export async function showCheck(request: Request, terminal: Terminal): Promise<number> {
  const root = checkedFolder(request);
  refusePendingWrite(root);
  const { options } = request;
  verifyTogether(options);
  const subject = await readSubject(root, options.pack);
  const looked = await checkSubject(subject, { drafts: options.json || options.full });
  const document = options.run ? await (await import('./execute.js')).execute(looked, subject, options, terminal) : looked;
  terminal.out(await printed(document, request, terminal));
  return options.strict && isIncomplete(document) ? INCOMPLETE : DONE;
}

/** The folder that is looked at: the one that was named, else the project around, else the current one. */
export function checkedFolder({ cwd, folder }: Request): string {
  return folder === undefined ? (findProject(cwd) ?? cwd) : resolve(cwd, folder);
}

function isIncomplete({ counts }: CheckDocument): boolean {
  return counts.missing + counts.broken > 0;
}

async function printed(document: CheckDocument, { options, cwd }: Request, terminal: Terminal): Promise<string> {
  if (options.json) return `${JSON.stringify(document, undefined, 2)}\n`;
  if (options.markdown) return (await import('./markdown.js')).checkMarkdown(document);
  return checkText(document, options, terminal) + folderLine(document, cwd);
}

/** What is printed to be pasted works in the folder that was looked at. */
function folderLine({ folder, tasks, findings }: CheckDocument, cwd: string): string {
  const hasCommands = [...tasks, ...tasks.flatMap((task) => task.findings), ...findings].some(({ command }) => command !== undefined);
  return folder === resolve(cwd) || !hasCommands ? '' : `Commands are for its folder: cd ${shellPath(relative(cwd, folder))}\n`;
}

function verifyTogether({ json, markdown, run, trust, timeout }: Options): void {
  if (json && markdown) throw new Refusal('--json and --markdown are two forms of the same', 'Take one of them');
  if (run) return;
  const alone = trust ? 'trust' : timeout === undefined ? undefined : 'timeout';
  if (alone !== undefined) throw new Refusal(`--${alone} means nothing without --run`, 'Add --run, or leave it out');
}
