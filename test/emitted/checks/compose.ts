import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Check } from '../check.js';
import { at, has, type Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';

const FILE = 'compose.yaml';

const fits: Check = {
  name: 'its compose file satisfies the schema of Compose, and names files, folders, services and ports that are there',
  applies: (project) => has(project, FILE),
  run: async (project) => {
    await succeed(project, 'check-jsonschema', ['--builtin-schema', 'vendor.compose-spec', FILE]);
    const wrong = servicesOf(project).flatMap(([name, service]) => [
      ...missingFiles(project, service).map((path) => `${name} names ${path}`),
      ...strangers(project, service).map((other) => `${name} names the service ${other}`),
    ]);
    if (wrong.length > 0) throw new CheckFailure(wrong.join('\n'));
  },
};

const isComplete: Check = {
  name: 'each of its Dockerfiles is a service of its compose file, and no service holds a key',
  applies: (project) => has(project, FILE),
  run: async (project) => {
    const { stdout } = await succeed(project, 'git', ['ls-files', 'dockerfiles/*.dockerfile']);
    const built = servicesOf(project).map(([, service]) => at(service, 'build', 'dockerfile'));
    const left = stdout
      .trim()
      .split('\n')
      .filter((file) => !built.includes(file));
    if (left.length > 0) throw new CheckFailure(`No service is built from ${left.join(', ')}`);
    const named = servicesOf(project).flatMap(([, service]) => Object.keys(at(service, 'environment') ?? {}));
    const keys = named.filter((name) => /KEY|SECRET|TOKEN|PASSWORD/.test(name));
    if (keys.length > 0) throw new CheckFailure(`It sets ${keys.join(', ')}`);
  },
};

function servicesOf({ folder }: Project): [string, unknown][] {
  const file: unknown = parse(readFileSync(join(folder, FILE), 'utf8'));
  return Object.entries(at(file, 'services') ?? {});
}

/** What a service mounts or is built from, and is not there. Data and models are made by commands, in folders that are there. */
function missingFiles({ folder }: Project, service: unknown): string[] {
  const mounts = listOf(at(service, 'volumes')).map((mount) => mount.split(':')[0] ?? '');
  const dockerfile = at(service, 'build', 'dockerfile');
  const paths = [...mounts, ...(dockerfile === undefined ? [] : [String(dockerfile)])];
  return paths.filter((path) => !existsSync(join(folder, path)));
}

/** The services that a service waits for, or whose address it is given, and that are not there on that port. */
function strangers(project: Project, service: unknown): string[] {
  const others = new Map(servicesOf(project));
  const named = at(service, 'depends_on') ?? {};
  const awaited = (Array.isArray(named) ? listOf(named) : Object.keys(named)).filter((name) => !others.has(name));
  const values = Object.values(at(service, 'environment') ?? {}).map(String);
  const addresses = values.flatMap((value) => [...value.matchAll(/^http:\/\/([\w-]+):(\d+)$/g)]);
  const silent = addresses.filter(([, name = '', port]) => at(others.get(name), 'environment', 'PORT') !== port);
  return [...awaited, ...silent.map(([address]) => address)];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export const COMPOSE_CHECKS: readonly Check[] = [fits, isComplete];
