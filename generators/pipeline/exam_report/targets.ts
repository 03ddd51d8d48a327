import { posix } from 'node:path';
import type { Repository } from '../repository/repository.js';
import { parentOf } from '../tree.js';
import type { Fault } from './blocks.js';
import type { ReportForm } from './form.js';
import type { Answer } from './reading.js';
import { shownText, type Target, targetsIn } from './text.js';

/** How files of images begin, by their endings. */
const STARTS: Readonly<Record<string, Buffer>> = {
  gif: Buffer.from('GIF8'),
  jpeg: Buffer.from('ffd8ff', 'hex'),
  jpg: Buffer.from('ffd8ff', 'hex'),
  png: Buffer.from('89504e470d0a1a0a', 'hex'),
};
/** So many of one answer are looked at. */
const MOST_TARGETS = 50;

/** What is wrong with the images of an answer, and with its links to files of the repository. */
export function targetFaults(question: number, { at, text }: Answer, form: ReportForm, repository: Repository): Fault[] {
  return targetsIn(shownText(text))
    .slice(0, MOST_TARGETS)
    .flatMap((each): Fault[] => {
      const fault = each.isImage ? imageFault(each, form, repository) : linkFault(each, form, repository);
      return fault === undefined ? [] : [{ code: fault.code, at: at + each.at, values: { question, ...fault.values } }];
    });
}

type TargetFault = Pick<Fault, 'code' | 'values'>;

function imageFault({ target }: Target, { form, images }: ReportForm, repository: Repository): TargetFault | undefined {
  const path = pathOf(target, form);
  if (path === undefined) return { code: 'image-elsewhere', values: { target } };
  const kind = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (!images.includes(kind)) return { code: 'image-kind', values: { target, kinds: images.join(', ') } };
  if (!isThere(path, repository)) return { code: 'image-missing', values: { target: path } };
  const start = STARTS[kind];
  const bytes = start === undefined ? undefined : repository.start(path, start.length);
  return bytes === undefined || start === undefined || bytes.equals(start)
    ? undefined
    : { code: 'image-content', values: { target: path, kind } };
}

function linkFault({ target }: Target, { form }: ReportForm, repository: Repository): TargetFault | undefined {
  const path = pathOf(target, form);
  // What lies above the repository is a page of the host that shows it, such as the list of runs.
  if (path === undefined || path === '..' || path.startsWith('../')) return undefined;
  return isThere(path, repository) || isFolder(path, repository) ? undefined : { code: 'link-broken', values: { target: path } };
}

/** The path in the repository that a target means; nothing for an address. A slash at the beginning means the top of the repository. */
function pathOf(target: string, form: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(target)) return undefined;
  const [path = ''] = decoded(target).split(/[#?]/);
  return posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(parentOf(form), path)).replace(/\/$/, '');
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function isThere(path: string, { files, git }: Repository): boolean {
  return files.has(path) || git?.tracked?.has(path) === true;
}

function isFolder(path: string, { files }: Repository): boolean {
  return path === '.' || [...files.keys()].some((each) => each.startsWith(`${path}/`));
}
