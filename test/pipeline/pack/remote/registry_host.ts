import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { onTestFinished, vi } from 'vitest';
import { type Files, writeFolder } from '../../../packs/pack_folder.js';
import { type Host, startHost } from './host.js';

/** An entry of a tar file, also one that npm would not write. */
export interface TarEntry {
  readonly path: string;
  readonly content?: string | Buffer;
  /** `0` a file, `1` a hard link, `2` a link, `3` a device, `5` a folder. */
  readonly type?: string;
  readonly target?: string;
  readonly mode?: number;
}

/** The bytes of a tar file, before they are compressed. */
export function tarBytes(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(blocksOf), Buffer.alloc(1024)]);
}

/** A compressed tar file. */
export function tarball(entries: readonly TarEntry[]): Buffer {
  return gzipSync(tarBytes(entries));
}

/** The files of a folder, as npm packs them. */
export function entriesOf(files: Files): TarEntry[] {
  return Object.entries(files).map(([path, content]) => ({ path: `package/${path}`, content }));
}

/** A registry on this machine with one version of a package. */
export async function startRegistry(
  name: string,
  file: Buffer,
  more: { readonly integrity?: string; readonly tarball?: string } = {},
): Promise<Host> {
  const integrity = more.integrity ?? `sha512-${createHash('sha512').update(file).digest('base64')}`;
  return startHost((address) => {
    const dist = { tarball: more.tarball ?? `${address}/file.tgz`, integrity };
    const version = { name, version: '1.2.0', dist };
    return {
      [`/${name}`]: JSON.stringify({ name, 'dist-tags': { latest: '1.2.0' }, versions: { '1.2.0': version } }),
      '/file.tgz': file,
    };
  });
}

/** Sets npm up as somebody does whose registry is at this address; gives a folder in which nothing else is set. */
export function withRegistry(address: string): string {
  const folder = writeFolder({});
  const settings = { registry: address, cache: `${folder}/cache`, fetch_retries: '0' };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(`npm_config_${name}`, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

function blocksOf({ path, content = '', type = '0', target = '', mode = 0o644 }: TarEntry): Buffer[] {
  const body = Buffer.from(content);
  const header = Buffer.alloc(512);
  const write = (text: string, at: number): void => void header.write(text, at, 'utf8');
  write(path, 0);
  write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  write('0000000\0', 108);
  write('0000000\0', 116);
  write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
  write('00000000000\0', 136);
  write('        ', 148);
  write(type, 156);
  write(target, 157);
  write('ustar\0', 257);
  write('00', 263);
  write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
}
