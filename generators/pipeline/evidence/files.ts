import type { Sign } from '../pack/pack.js';
import type { Repository } from '../repository/repository.js';
import { type Lack, type Look, type Place, type Sighting, seen, unseen } from './evidence.js';

/** Files that are there and say something: neither an empty file nor one with comments alone counts. */
export const lookForFiles: Look = ({ path = '', lines = 1, count = 1 }, repository) => {
  const paths = repository.find(path);
  const judged = paths.map((each) => weakness(each, lines, repository));
  const good = paths.filter((_, index) => judged[index] === undefined);
  if (good.length >= count) return seen(placesOf(good), path);
  const weak = judged.flatMap((finding) => finding ?? []);
  if (weak.length > 0 && good.length === 0) return unseen(...weak.slice(0, 1));
  if (good.length === 0) return unseen({ code: 'no-file', values: { pattern: path } });
  return unseen({ code: 'too-few-files', values: { pattern: path, found: good.length, least: count } });
};

/** Words in the code of a file: of several, all in the same file. */
export const lookForContent: Look = (sign, repository) => {
  const { path = '', count = 1 } = sign;
  const texts = textsOf(sign);
  const paths = repository.find(path);
  const found = paths.flatMap((each): Place[] => {
    const code = repository.code(each)?.text;
    if (code === undefined || !texts.every((text) => code.includes(text))) return [];
    return [{ path: each, line: lineAt(code, code.indexOf(texts[0] ?? '')) }];
  });
  if (found.length >= count) return seen(found, texts.join(', '));
  return contentMissing(path, paths, texts, repository);
};

function contentMissing(pattern: string, paths: readonly string[], texts: readonly string[], repository: Repository): Sighting {
  if (paths.length === 0) return unseen({ code: 'no-file', values: { pattern } });
  const [only, ...others] = paths;
  if (only !== undefined && others.length === 0) {
    const weak = weakness(only, 1, repository);
    if (weak !== undefined) return unseen(weak);
  }
  const lacking = texts.find((text) => !paths.some((path) => repository.code(path)?.text.includes(text))) ?? texts.join(' and ');
  return unseen({ code: 'text-nowhere', values: { pattern, text: lacking } });
}

/** Why a file shows nothing, if it does not. */
export function weakness(path: string, least: number, repository: Repository): Lack | undefined {
  const size = repository.files.get(path) ?? 0;
  if (size === 0) return { code: 'file-empty', path, values: {} };
  const code = repository.code(path);
  // Neither a picture nor a file that is too large for a text is looked into.
  if (code === undefined) return undefined;
  if (code.fault !== undefined) return { code: 'syntax-fault', path, line: code.fault.line, values: { what: code.fault.what } };
  if (code.lines >= least) return undefined;
  return { code: 'file-says-little', path, values: { found: code.lines, least } };
}

export function textsOf({ text = [] }: Sign): readonly string[] {
  return typeof text === 'string' ? [text] : text;
}

/** The line of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function placesOf(paths: readonly string[]): Place[] {
  return paths.map((path) => ({ path }));
}
