import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { shownText } from './shown_text.js';

/**
 * Reads a file as the program reads it for which it is.
 *
 * @returns what the file says: data, the text that a page shows, or the text itself.
 * @throws where it is not what its name says.
 */
export async function readAsMeant(path: string, text: string): Promise<unknown> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.toml')) return parseToml(text);
  if (name.endsWith('.json') || name === '.yo-rc.json') return JSON.parse(text);
  if (/\.(ya?ml|cff)$/.test(name)) return readYaml(text);
  if (name.endsWith('.md')) return shownText(text);
  if (name.endsWith('.py')) return readPython(text);
  if (name.endsWith('.sh')) return readShell(text);
  if (/dockerfile$/i.test(name)) return readDockerfile(text);
  if (path === '.dvc/config') return readIni(text);
  return text;
}

/** As YAML 1.2, and as 1.1, which Python's reader still speaks: there `yes` and `on` are no texts. */
function readYaml(text: string): unknown {
  const documents = (['1.2', '1.1'] as const).flatMap((version) => [...parseAllDocuments(text, { version })]);
  return documents.map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) throw problem;
    return document.toJS() as unknown;
  });
}

let ruff: Workspace | undefined;

function readPython(text: string): string {
  ruff ??= new Workspace({ lint: { select: ['E9'] } }, PositionEncoding.Utf16);
  const [finding] = ruff.check(text) as { message: string }[];
  if (finding !== undefined) throw new Error(finding.message);
  return text;
}

function readShell(text: string): string {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return text;
}

const INSTRUCTION = /^(FROM|ARG|ENV|LABEL|WORKDIR|COPY|ADD|RUN|CMD|ENTRYPOINT|EXPOSE|USER|HEALTHCHECK|SHELL|VOLUME|STOPSIGNAL|ONBUILD) \S/;

/** The instructions of a Dockerfile, one a line. */
function readDockerfile(text: string): string[] {
  const joined = text.replaceAll(/^[ \t]*#.*\n/gm, '').replaceAll(/\\\n/g, ' ');
  const lines = joined.split('\n').filter((line) => line.trim() !== '');
  const wrong = lines.find((line) => !INSTRUCTION.test(line));
  if (wrong !== undefined) throw new Error(`no instruction: ${wrong}`);
  return lines;
}

const INI_READER = `import configparser, json, sys
for line in sys.stdin:
    c = configparser.ConfigParser(interpolation=None)
    try:
        c.read_string(json.loads(line))
        said = {"sections": {s: dict(c[s]) for s in c.sections()}}
    except configparser.Error as error:
        said = {"problem": str(error)}
    print(json.dumps(said), flush=True)`;

interface IniAnswer {
  readonly sections?: unknown;
  readonly problem?: string;
}

let askIniReader: ((text: string) => Promise<IniAnswer>) | undefined;

/** Sections with their settings, as Python's own parser reads them: one process reads all, one after the other. */
async function readIni(text: string): Promise<unknown> {
  askIniReader ??= startIniReader();
  const { sections, problem } = await askIniReader(text);
  if (problem !== undefined) throw new Error(problem);
  return sections;
}

function startIniReader(): (text: string) => Promise<IniAnswer> {
  const python = spawn('python3', ['-c', INI_READER], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  return async (text) => {
    python.stdin.write(`${JSON.stringify(text)}\n`);
    const { value, done } = await answers.next();
    if (done === true) throw new Error('Python ended before it had read everything');
    return JSON.parse(value) as IniAnswer;
  };
}
