import { resolve } from 'node:path';
import { refusePendingWrite } from '../commit/recover.js';
import { DONE, INCOMPLETE } from '../errors.js';
import { findProject } from '../project/project.js';
import type { Request } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';
import { type CheckDocument, checkSubject } from './document.js';
import { readSubject } from './subject.js';
import { checkText } from './text.js';

/** `mlops check`: shows how far a repository is. Nothing is written, and nothing is started. */
export async function showCheck(request: Request, terminal: Terminal): Promise<number> {
  const root = request.folder === undefined ? (findProject(request.cwd) ?? request.cwd) : resolve(request.cwd, request.folder);
  refusePendingWrite(root);
  const { json, full } = request.options;
  const document = await checkSubject(await readSubject(root, request.options.pack), { drafts: json || full });
  terminal.out(json ? `${JSON.stringify(document, undefined, 2)}\n` : checkText(document, request.options, terminal));
  return request.options.strict && isIncomplete(document) ? INCOMPLETE : DONE;
}

function isIncomplete({ counts }: CheckDocument): boolean {
  return counts.missing + counts.broken > 0;
}
