import { join } from 'node:path';
import { DONE, Refusal, repeated } from '../errors.js';
import { didYouMean } from '../nearest.js';
import type { Request } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';
import { FINDING_CODES, pageOf } from './code_page.js';
import { fileAt } from './file_origin.js';
import { folderAt } from './folder_origin.js';
import { type Ground, readGround } from './ground.js';
import { lineOf } from './line_origin.js';
import { pageText } from './page_text.js';
import { type NamedPath, namedPath, pathInProject, projectAround } from './place.js';
import { isThere } from './standing.js';
import { fileText, lineText } from './text.js';
import { treeText } from './tree_text.js';

/** An explanation: as a document, and in words. */
interface Told {
  readonly document: object;
  readonly text: () => string;
}

/** `mlops why`: explains a file, a line, a folder or a code. Nothing is written. */
export async function showOrigin(request: Request, terminal: Terminal): Promise<number> {
  const { document, text } = await explain(request, terminal);
  terminal.out(request.options.json ? `${JSON.stringify(document, undefined, 2)}\n` : text());
  return DONE;
}

/** A word that is a code means the code; a file of that name is `./name`. */
async function explain({ what: [word = ''], cwd, folder, options }: Request, terminal: Terminal): Promise<Told> {
  if (FINDING_CODES.includes(word)) {
    const document = pageOf(word);
    return { document, text: () => pageText(document.page, terminal) };
  }
  const named = namedPath(word, cwd);
  const root = projectAround(named.path, cwd, folder);
  const ground = await groundFor(word, root);
  const path = pathInProject(named.path, cwd, root);
  const file = path === '' ? undefined : fileAt(path, ground);
  if (file !== undefined && named.line !== undefined) {
    const document = lineOf(file, named.line, ground);
    return { document, text: () => lineText(document, terminal) };
  }
  if (file !== undefined) return { document: file.origin, text: () => fileText(file, options, terminal) };
  const document = folderAt(path, ground);
  if (document === undefined) throw nothingThere(word, path, ground);
  if (named.line !== undefined) throw noFile(named);
  return { document, text: () => treeText(document, options, terminal) };
}

/** Where there is no project, a word that looks like a code was meant as one. */
async function groundFor(word: string, root: string): Promise<Ground> {
  try {
    return await readGround(root);
  } catch (error) {
    const near = error instanceof Refusal && isLikeCode(word) ? didYouMean(word, FINDING_CODES) : '';
    throw near === '' ? error : new Refusal(`There is no finding with the code "${repeated(word)}"`, near.trim());
  }
}

function isLikeCode(word: string): boolean {
  return /^[a-z]+(?:-[a-z]+)+$/.test(word);
}

function nothingThere(word: string, path: string, { root, rendered }: Ground): Refusal {
  const shown = repeated(word);
  if (isThere(join(root, path))) {
    return new Refusal(`${shown} is a folder without files, or git ignores what is in it`, 'Name a file in it, or another folder');
  }
  const near = didYouMean(word, FINDING_CODES) || didYouMean(path, rendered.keys());
  if (isLikeCode(word)) {
    const remedy = near === '' ? 'mlops why . lists the files, mlops check --json the codes' : near.trim();
    return new Refusal(`There is no file, no folder and no finding "${shown}"`, remedy);
  }
  const fact = `There is no ${shown} in the project, and none was generated`;
  return new Refusal(fact, near === '' ? 'Name a file or a folder that is there; mlops why . lists them' : near.trim());
}

function noFile({ path, line }: NamedPath): Refusal {
  return new Refusal(`${repeated(path)} is a folder, and has no line ${line}`, `Leave out the line, or name a file in it`);
}
