import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { Refusal, repeated } from '../errors.js';
import { isAllCrlf, withCrlf } from '../line_ends.js';
import { WORDS_FILE } from '../paths.js';
import type { SetAside } from '../progress/own_words.js';
import type { Declared } from './parse.js';

const HEAD = ' What we say of this repository, for mlops check: tasks that are done elsewhere, and findings that are set aside.';

/** What is to be written down. */
export interface NewWords {
  readonly declared: readonly Declared[];
  readonly aside: readonly SetAside[];
}

/**
 * Adds words to the text of the file. What people wrote stays, with its comments and in its order; what is said of the same task, or of
 * the same finding at the same path, is replaced.
 *
 * @param text the file as it is; empty where there is none.
 * @throws Refusal where it is not such a file: then nothing can be added.
 */
export function addWords(text: string, { declared, aside }: NewWords): string {
  const document: Document = parseDocument(text, { prettyErrors: false });
  verify(document);
  if (document.contents === null) {
    document.contents = document.createNode({});
    document.commentBefore ??= document.comment ?? HEAD;
    document.comment = null;
  }
  if (declared.length > 0 && !isMap(document.get('declared'))) document.set('declared', document.createNode({}));
  for (const { slug, said } of declared) document.setIn(['declared', slug], document.createNode(said));
  for (const words of aside) putAside(document, words);
  const changed = document.toString({ lineWidth: 0 });
  return isAllCrlf(text) ? withCrlf(changed) : changed;
}

function putAside(document: Document, words: SetAside): void {
  const list = document.get('aside');
  const node = document.createNode(words);
  if (!isSeq(list)) return document.set('aside', document.createNode([words]));
  const same = list.items.findIndex((item) => isMap(item) && item.get('code') === words.code && item.get('path') === words.path);
  if (same < 0) list.add(node);
  else list.set(same, node);
}

/** The two parts of the file have their forms, or are not there. */
function verify(document: Document): void {
  const [error] = document.errors;
  if (error !== undefined) throw unfit(error.message.split('\n')[0] ?? '');
  if (document.contents !== null && !isMap(document.contents)) throw unfit('it is no map');
  const [declared, aside] = ['declared', 'aside'].map((key): unknown => document.get(key) ?? undefined);
  if (declared !== undefined && !isMap(declared)) throw unfit('declared is no map of tasks');
  if (aside !== undefined && !isSeq(aside)) throw unfit('aside is no list');
}

function unfit(why: string): Refusal {
  return new Refusal(`Nothing can be added to ${WORDS_FILE}: ${repeated(why.replace(/\.$/, ''), 120)}`, 'Correct it, or move it away');
}
