import type { Write } from '../change.js';
import { commit } from '../commit/commit.js';
import { refusePendingWrite } from '../commit/recover.js';
import { Refusal, repeated } from '../errors.js';
import { type BoxLabels, boxLabels, readBoxes, tick } from '../exam_report/boxes.js';
import { readForm } from '../exam_report/form.js';
import { isListed } from '../pack/needs.js';
import { WORDS_FILE } from '../paths.js';
import { checkSubject } from '../progress/document.js';
import { saidIn } from '../progress/own_words.js';
import { checkedFolder } from '../progress/show.js';
import { readSubject, type Subject } from '../progress/subject.js';
import { entryAt } from '../project/tree.js';
import type { Request } from '../states.js';
import { note } from '../terminal/tell.js';
import type { Terminal } from '../terminal/terminal.js';
import { type Entry, plainFile } from '../tree.js';
import { parseAside, parseDeclaration } from './parse.js';
import { addWords } from './words_text.js';

/** What is written, and how it is told. */
interface Written {
  readonly write: Write;
  readonly told: readonly string[];
}

/** Writes down what a group says of its repository, and then ticks the boxes of its report. What is refused is refused before. */
export async function writeDown(request: Request, terminal: Terminal): Promise<void> {
  const root = checkedFolder(request);
  refusePendingWrite(root);
  const { declare, aside, tick: ticks, pack } = request.options;
  const subject = await readSubject(root, pack);
  const report = ticks ? findReport(subject) : undefined;
  if (declare.length + aside.length > 0) await write(root, wordsWritten(subject, request), terminal);
  // What is set aside may be why a task is met: so the repository is read again.
  if (report !== undefined) await write(root, await boxesTicked(await readSubject(root, pack), report), terminal);
}

async function write(root: string, { write: planned, told }: Written, terminal: Terminal): Promise<void> {
  await commit(root, [planned]);
  for (const line of told) note(line, terminal);
}

function wordsWritten({ repository, loaded }: Subject, { options }: Request): Written {
  const slugs = loaded.pack.tasks.filter(isListed).map(({ slug }) => slug);
  const declared = options.declare.map((each) => parseDeclaration(each, slugs, repository.files));
  const aside = options.aside.map(parseAside);
  const planned = writeOf(repository.root, WORDS_FILE, (text) => addWords(text, { declared, aside }));
  const told = [
    ...declared.map(({ slug, said }) => `${WORDS_FILE}: ${slug} is declared; ${repeated(saidIn(said))}.`),
    ...aside.map(({ code, path }) => `${WORDS_FILE}: ${code} is set aside${path === undefined ? '' : ` at ${repeated(path)}`}.`),
  ];
  return { write: planned, told };
}

/** Boxes are ticked where the check has found the task, and not where people say that it is done: that is theirs to tick. */
async function boxesTicked(subject: Subject, path: string): Promise<Written> {
  const { tasks } = await checkSubject(subject);
  const met = new Set(tasks.filter(({ verdict }) => verdict === 'met').map(({ slug }) => slug));
  const labels = labelsOf(subject);
  const slugs: string[] = [];
  const planned = writeOf(subject.repository.root, path, (text) => {
    const open = readBoxes(text, labels).flatMap(({ slug, isTicked }) => (slug === undefined || isTicked || !met.has(slug) ? [] : [slug]));
    slugs.push(...open);
    return tick(text, open, labels);
  });
  const what = slugs.length === 0 ? 'every task that is met is ticked already' : `ticked ${slugs.join(', ')}`;
  return { write: planned, told: [`${repeated(path)}: ${what}.`] };
}

function labelsOf({ loaded: { pack } }: Subject): BoxLabels {
  return boxLabels(pack, readForm(pack)?.blank);
}

/** The page with the most boxes of the checklist, which can be written. */
function findReport(subject: Subject): string {
  const { repository } = subject;
  const labels = labelsOf(subject);
  const countBoxes = (text: string): number => readBoxes(text, labels).filter(({ slug }) => slug !== undefined).length;
  const counted = repository.find('**/*.md').map((path) => ({ path, count: countBoxes(repository.text(path) ?? '') }));
  const [report] = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  if (report === undefined) {
    throw new Refusal('There is no report here with the boxes of the checklist', 'Go to the folder of the repository that has it');
  }
  textOf(report.path, entryAt(repository.root, report.path));
  return report.path;
}

/** The write that changes the text of a file, which need not be there. */
function writeOf(root: string, path: string, change: (text: string) => string): Write {
  const before = entryAt(root, path);
  const text = textOf(path, before);
  return { path, before, after: { ...plainFile(Buffer.from(change(text))), executable: before?.kind === 'file' && before.executable } };
}

function textOf(path: string, entry: Entry | undefined): string {
  if (entry === undefined) return '';
  if (entry.kind !== 'file') throw new Refusal(`${repeated(path)} is no regular file`, 'Move it away');
  const text = entry.bytes.toString('utf8');
  if (Buffer.from(text).equals(entry.bytes)) return text;
  throw new Refusal(`${repeated(path)} is not in UTF-8, and nothing in it was changed`, 'Save it as UTF-8');
}
