import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { at, type Project } from './emission.js';
import { ROOT } from './paths.js';
import { CheckFailure, run, type Service, start } from './process.js';
import { findFreePort } from './server.js';

/** Where the programs of Debian's packages are unpacked: nothing is installed, so no service of theirs starts. */
const UNPACKED = join(ROOT, '.verify', 'prometheus');
const PACKAGES = ['prometheus', 'prometheus-alertmanager'];
/** A second on a machine that does nothing else. */
const PATIENCE_SECONDS = 180;
const UNPACK = `
set -e
command -v apt-get dpkg-deb > /dev/null
apt-get download -qq ${PACKAGES.join(' ')} 2> /dev/null || { apt-get update -qq && apt-get download -qq ${PACKAGES.join(' ')}; }
for package in *.deb; do dpkg-deb -x "$package" .; done
`;

let unpacking: Promise<void> | undefined;

/** A project whose commands find `prometheus`, `promtool` and `amtool`. */
export async function withPrometheusTools(project: Project): Promise<Project> {
  unpacking ??= unpack(project);
  await unpacking;
  const path = [join(UNPACKED, 'usr', 'bin'), project.env['PATH'] ?? ''].join(delimiter);
  return { ...project, env: { ...project.env, PATH: path } };
}

async function unpack({ env }: Project): Promise<void> {
  mkdirSync(UNPACKED, { recursive: true });
  if (existsSync(join(UNPACKED, 'usr', 'bin', 'amtool'))) return;
  const ran = await run({ folder: UNPACKED, env }, 'sh', ['-c', UNPACK]);
  const fact = `Prometheus is not on this machine, and cannot be brought by: apt-get download ${PACKAGES.join(' ')}`;
  if (ran.code !== 0) throw new CheckFailure(fact, ran);
}

/** The rules with waiting times of seconds, for a test that cannot wait minutes. */
function hurry(rules: string): string {
  return rules.replaceAll('[5m]', '[10s]').replaceAll(/^( *)for: .*$/gm, '$1for: 1s');
}

/** A Prometheus on this machine with the project's own configuration, which asks in seconds and not in minutes. */
export class Prometheus {
  #service: Service | undefined;
  #address = '';

  constructor(private readonly project: Project) {}

  async start(target: string): Promise<void> {
    const folder = join(this.project.aside, 'prometheus');
    mkdirSync(folder, { recursive: true });
    const read = (name: string): string => readFileSync(join(this.project.folder, 'monitoring', name), 'utf8');
    const config = read('prometheus.yml').replaceAll('15s', '1s').replace('api:8000', target.replace('http://', ''));
    writeFileSync(join(folder, 'prometheus.yml'), config.replace('alertmanager:9093', '127.0.0.1:9'));
    writeFileSync(join(folder, 'rules.yml'), hurry(read('rules.yml')));
    const port = await findFreePort();
    this.#address = `http://127.0.0.1:${port}`;
    const options = ['--config.file=prometheus.yml', '--storage.tsdb.path=data', `--web.listen-address=127.0.0.1:${port}`];
    this.#service = start({ ...this.project, folder }, 'prometheus', options);
  }

  /** The values of a query. */
  async query(words: string): Promise<readonly number[]> {
    const result = at(await this.#ask(`query?query=${encodeURIComponent(words)}`), 'data', 'result');
    return Array.isArray(result) ? result.map((sample) => Number(at(sample, 'value', '1'))) : [];
  }

  /** The state of each alert: `inactive`, `pending` or `firing`. */
  async states(): Promise<ReadonlyMap<string, string>> {
    const groups = at(await this.#ask('rules'), 'data', 'groups');
    const rules: unknown[] = Array.isArray(groups) ? groups.flatMap((group) => at(group, 'rules')) : [];
    return new Map(rules.map((rule) => [String(at(rule, 'name')), String(at(rule, 'state'))]));
  }

  /** Waits until something holds, and says what it was if it never does. */
  async until(holds: () => Promise<boolean>, fact: string): Promise<void> {
    for (const deadline = performance.now() + PATIENCE_SECONDS * 1000; performance.now() < deadline; await wait(500)) {
      if (this.#service?.ended() !== undefined) break;
      if (await holds()) return;
    }
    throw new CheckFailure(fact, { command: this.#service?.command ?? 'prometheus', output: this.#service?.output() ?? '' });
  }

  async stop(): Promise<void> {
    await this.#service?.stop();
  }

  async #ask(path: string): Promise<unknown> {
    try {
      return await (await fetch(`${this.#address}/api/v1/${path}`)).json();
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return undefined; // it is not ready yet
      throw error;
    }
  }
}
