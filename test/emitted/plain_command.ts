import { homedir, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Heard } from './heard.js';
import { ROOT } from './paths.js';
import type { Row } from './rows.js';

/** Longer than this, and a cell of the table is hard to read. */
const LONGEST = 160;

/** A command as it is written for readers: without the folders and the ports of the machine on which it ran. */
export function plainCommand({ folder, text }: Heard, row: Row, project: string): string {
  const own = [folder, project].filter((path) => path !== '').toSorted((a, b) => b.length - a.length);
  const below = [...own, ROOT].reduce((command, path) => withoutFolder(command, path), withoutTimer(text.trim()));
  const elsewhere = [dirname(project), tmpdir(), homedir(), dirname(process.execPath)].reduce(withLastName, below);
  const plain = elsewhere
    .replaceAll(row.package, 'pkgname')
    .replace(/^node dist\/mlops\.cjs\b/, 'mlops')
    .replaceAll(/(?<=127\.0\.0\.\d:|--port[ =])\d+/g, 'PORT');
  return shorten(plain);
}

/** What measures a command stands in front of it. */
function withoutTimer(text: string): string {
  return text.replace(/^(.*?)python \S*\/timed\.py \S+ /, '$1');
}

/** Paths below a folder are written from there, and the folder itself is a dot. */
function withoutFolder(text: string, folder: string): string {
  return text.replaceAll(`${folder}/`, '').replaceAll(new RegExp(`${literal(folder)}(?![\\w-])`, 'g'), '.');
}

/** A path below a folder of the machine is written by its last name. */
function withLastName(text: string, folder: string): string {
  return text.replaceAll(new RegExp(`${literal(folder)}/[^\\s'"]*?([^\\s'"/]*)(?=[\\s'"]|$)`, 'g'), '$1');
}

/** Text in a pattern that stands for itself. */
function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function shorten(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  const line = first.trimEnd();
  if (line.length > LONGEST) return `${line.slice(0, LONGEST)} …`;
  return rest.length > 0 ? `${line} …` : line;
}
