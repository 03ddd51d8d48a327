import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Disk } from '../commit/disk.js';
import { explained } from '../commit/disk_error.js';
import { DONE, Refusal, repeated } from '../errors.js';
import { packDigest, packFromBytes } from '../pack/library/packed.js';
import { findPack, type LoadedPack } from '../pack/library/shipped.js';
import { shellPath } from '../shell.js';
import type { Request } from '../states.js';
import { fold, twoColumns } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import { identityOf, type PackIdentity } from './report.js';

/** A pack as one file. The document that `mlops pack freeze --json` prints; its schema is schemas/pack_freeze.schema.json. */
interface FrozenPack {
  /** As an absolute path. */
  readonly file: string;
  /** Whether it was only shown what would be written. */
  readonly planned: boolean;
  /** `same`: the file held this very pack already. */
  readonly outcome: 'new' | 'same';
  readonly pack: PackIdentity;
  readonly digest: string;
  /** How large the file is. */
  readonly bytes: number;
  readonly exitCode: number;
}

/** `mlops pack freeze`: writes a pack, with all that it extends, as one file that depends on nothing. */
export async function freezePack({ what, cwd, options }: Request, terminal: Terminal): Promise<number> {
  const [source = '', out = ''] = what;
  const loaded = await findPack(source, cwd);
  const file = resolve(cwd, out);
  const outcome = isWritten(file, out, loaded) ? 'same' : 'new';
  if (outcome === 'new' && !options.plan) writeNew(file, out, loaded.bytes);
  const { pack, digest, bytes } = loaded;
  const frozen: FrozenPack = { file, planned: options.plan, outcome, pack: identityOf(pack), digest, bytes: bytes.length, exitCode: DONE };
  terminal.out(options.json ? `${JSON.stringify(frozen, undefined, 2)}\n` : frozenText(frozen, out, terminal));
  return frozen.exitCode;
}

/**
 * Whether a file holds a pack already.
 *
 * @throws Refusal where something else stands there.
 */
function isWritten(file: string, out: string, loaded: LoadedPack): boolean {
  if (!existsSync(file)) return false;
  if (statSync(file).isDirectory())
    throw new Refusal(`${repeated(out)} is a folder`, `Name a file: ${shellPath(`${out.replace(/[/\\]+$/, '')}/${loaded.pack.id}.pack`)}`);
  const bytes = explained(`Cannot read ${repeated(out)}`, () => readFileSync(file));
  if (bytes.equals(loaded.bytes) || digestOf(bytes) === loaded.digest) return true;
  throw new Refusal(`${repeated(out)} exists already, and holds something else`, 'Name another file, or remove that one');
}

/** The digest of a packed pack, which another version of zlib may have packed into other bytes; nothing where it is none. */
function digestOf(bytes: Buffer): string | undefined {
  try {
    return packDigest(packFromBytes(bytes, { postponed: true }));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The file appears whole, and never over another one that comes to stand there in this moment. */
function writeNew(file: string, out: string, bytes: Buffer): void {
  const disk = new Disk();
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  const isNew = explained(`Cannot write ${repeated(out)}`, () => {
    try {
      disk.write(draft, bytes);
      return disk.putFile(draft, file);
    } finally {
      disk.removeAll(draft);
    }
  });
  if (!isNew) throw new Refusal(`${repeated(out)} exists already`, 'Name another file, or remove that one');
}

function frozenText({ pack, digest, bytes, outcome, planned }: FrozenPack, out: string, terminal: Terminal): string {
  const { id, title, revision } = pack;
  const did = outcome === 'same' ? `${out} holds this pack already` : `${planned ? 'Would write' : 'Wrote'} ${out}`;
  const next = [
    [`mlops new demo --pack ${shellPath(out)}`, 'a new project'],
    [`mlops upgrade --pack ${shellPath(out)}`, 'in a project that was made with an earlier one'],
    ["mlops new demo --pack 'https://…#sha256-<digest>'", 'where the file is at an address'],
  ];
  return [
    ...fold(`${did}: ${title} (${id}, revision ${revision}), ${Math.ceil(bytes / 1024)} kB, with all that it extends.`, terminal),
    `Digest: ${digest}`,
    '',
    paint(terminal, 'bold', 'Next'),
    ...twoColumns(next, terminal.columns),
    '',
  ].join('\n');
}
