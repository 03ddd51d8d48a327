import { checkPack } from '../../generators/pipeline/pack/check/check.js';
import type { Pack, PackFile, PackPart, Stage, Task } from '../../generators/pipeline/pack/pack.js';
import { question, stage, task } from '../pipeline/pack/fixture.js';
import type { Condition, DrawnFile, DrawnPack, DrawnTask, Kind, Stretch } from './random_pack.js';

const FOLDERS = ['', 'docs/', 'src/pkgname/', 'conf/deep/'];
const SUFFIXES: Readonly<Record<Kind, string>> = {
  text: '.txt',
  python: '.py',
  shell: '.sh',
  binary: '.bin',
  lines: '.ignore',
  requirements: '-requirements.txt',
  toml: '.toml',
  yaml: '.yaml',
  markdown: '.md',
};

/** The pack that was drawn, as one that the generator takes. */
export function buildPack(drawn: DrawnPack): Pack {
  const tasks = drawn.tasks.map((each, index) => buildTask(each, index, drawn));
  const pack: Pack = {
    engine: 1,
    id: 'random',
    title: 'A random pack',
    revision: drawn.revision,
    course: {},
    modules: {},
    groups: { week1: 'Week 1' },
    tasks,
    presets: {},
    asks: [
      question('name', { type: 'title' }),
      question('package', { type: 'package' }),
      question('description', { default: 'A project' }),
      question('flavour', { type: 'choice', default: 'plain', choices: ['plain', 'rich'].map((value) => ({ value, label: value })) }),
    ],
    reserved: [],
    versions: { tool: { version: `${drawn.tool}.0`, below: `${drawn.tool + 1}` } },
    stages: Array.from({ length: drawn.stages }, (_, index) => buildStage(index, drawn)),
  };
  const problems = checkPack(pack);
  if (problems.length > 0) throw new Error(`The random pack is broken: ${JSON.stringify(problems)}`);
  return pack;
}

function buildTask({ number, names, stage, needs }: DrawnTask, index: number, { tasks, stages }: DrawnPack): Task {
  const earlier = tasks.slice(0, index);
  const needed = earlier.length === 0 ? [] : needs.map((need) => slugOf(earlier[need % earlier.length]));
  return task(slugOf({ number, names }), {
    id: number + 1,
    always: index === 0,
    stage: stageId(index === 0 ? 0 : stage % stages),
    needs: [...new Set(needed)],
  });
}

function slugOf(task: Pick<DrawnTask, 'number' | 'names'> | undefined): string {
  return `task-${task?.number ?? 0}${'-again'.repeat(task?.names ?? 0)}`;
}

function stageId(index: number): string {
  return `stage${index}`;
}

function buildStage(index: number, drawn: DrawnPack): Stage {
  const id = stageId(index);
  const own = drawn.files.filter((each) => each.stage % drawn.stages === index);
  const files = own.map((each) => buildFile(each, id, drawn));
  const shared: PackFile = {
    path: 'shared.txt',
    origin: `${id}/files/shared.txt`,
    template: true,
    additive: 'lines',
    content: 'shared by <%- package %>\n<%- parts %>\nand no more\n',
  };
  const part = drawn.parts[index];
  return stage(id, {
    files: index === 0 ? [shared, ...files] : files,
    parts: part === undefined ? [] : [buildPart(part, id, drawn)],
    asks: index === 1 ? [question('port', { type: 'token', default: '8000' })] : [],
  });
}

/** The lines of a stage in the shared file: each line once, for a file of lines takes a line that is there already as one and the same. */
function buildPart(part: Stretch, id: string, drawn: DrawnPack): PackPart {
  const content = [...new Set(part.words)].map((word) => `${id} says ${word}\n`).join('');
  return { path: 'shared.txt', origin: `${id}/parts/shared.txt`, content, ...conditionOf(part.when, drawn) };
}

function buildFile(drawn: DrawnFile, id: string, pack: DrawnPack): PackFile {
  const { kind, number, folder, stretches, once, when } = drawn;
  const path = `${FOLDERS[folder % FOLDERS.length] ?? ''}file${number}${SUFFIXES[kind]}`;
  const facts = { path, origin: `${id}/files/file${number}`, ...conditionOf(when, pack), ...(once ? { once } : {}) };
  if (kind === 'binary') {
    const bytes = stretches.flatMap(({ words }) => [0, ...words]);
    return { ...facts, binary: true, content: Buffer.from([...bytes, 0, number]).toString('base64') };
  }
  const additive = kind === 'text' || kind === 'shell' ? {} : { additive: kind };
  const content = contentOf(drawn, pack);
  return { ...facts, ...additive, template: content.includes('<%'), content, executable: kind === 'shell' };
}

/** The text of a file: in formats with keys each key once. */
function contentOf({ kind, stretches }: DrawnFile, pack: DrawnPack): string {
  const seen = new Set<number>();
  const texts = stretches.map(({ words, when }) => {
    const fresh = kind === 'text' || kind === 'shell' ? words : words.filter((word) => !seen.has(word) && seen.add(word));
    const lines = fresh.map((word) => `${lineOf(kind, word)}\n`).join('');
    const { when: text } = conditionOf(when, pack);
    return text === undefined ? lines : `<%_ if (${text}) { _%>\n${lines}<%_ } _%>\n`;
  });
  return texts.join('');
}

function lineOf(kind: Kind, word: number): string {
  if (word === 9 && kind !== 'requirements') return '';
  const forms: Readonly<Record<Exclude<Kind, 'binary'>, string>> = {
    text: word === 8 ? 'made for <%- package %> with <%- versions.tool %>' : `line ${word}`,
    shell: `echo ${word}`,
    python: word === 8 ? '# of pkgname' : word % 3 === 0 ? `\n\ndef act_${word}():\n    return ${word}` : `VALUE_${word} = ${word}`,
    lines: `pattern${word}/`,
    requirements: word === 8 ? 'tool==<%- versions.tool %>' : `package${word}==1.${word}`,
    toml: `key${word} = ${word}`,
    yaml: word === 8 ? 'about: <%- description %>' : `key${word}: ${word}`,
    markdown: word % 2 === 0 ? `## Heading ${word}\n\nAbout ${word}.\n` : `Words ${word}.`,
  };
  return kind === 'binary' ? '' : forms[kind];
}

function conditionOf(when: Condition | undefined, { tasks, stages }: DrawnPack): { when?: string } {
  if (when === undefined) return {};
  const { of, index } = when;
  if (of === 'task') return { when: `tasks.includes('${slugOf(tasks[index % tasks.length])}')` };
  if (of === 'stage') return { when: `stages.includes('${stageId(index % stages)}')` };
  return { when: `flavour === '${index % 2 === 0 ? 'plain' : 'rich'}'` };
}
