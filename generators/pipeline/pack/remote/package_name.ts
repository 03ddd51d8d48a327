import { Refusal, repeated } from '../../errors.js';

/** A package of npm, as `--pack npm:<name>` names it. */
export interface PackageName {
  readonly name: string;
  /** A version or a tag; without it the one that is installed, else the latest. */
  readonly version?: string;
}

/** As npm allows them, and nothing that npm would take for an option, a path or an address. */
const NAME = /^(?=.{1,214}$)(@[a-z0-9][a-z0-9._~-]*\/)?[a-z0-9][a-z0-9._~-]*$/;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9.+-]*$/;
const PREFIX = /^npm:/i;

/** Whether `--pack` names a package of npm. */
export function isPackage(reference: string): boolean {
  return PREFIX.test(reference);
}

/** Whether a word by itself could be the name of a package. */
export function isPackageName(word: string): boolean {
  return NAME.test(word);
}

/** Whether a word could be a version or a tag of a package. */
export function isVersion(word: string): boolean {
  return VERSION.test(word);
}

/** @throws Refusal where what follows `npm:` is no package. */
export function readPackageName(reference: string): PackageName {
  const text = reference.replace(PREFIX, '');
  const at = text.lastIndexOf('@');
  const [name, version] = at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text, undefined];
  if (!NAME.test(name))
    throw new Refusal(`"${repeated(name)}" is no name of a package of npm`, 'Write npm:my-pack, npm:my-pack@1.2.0 or npm:@scope/my-pack');
  if (version !== undefined && !isVersion(version))
    throw new Refusal(`"${repeated(version)}" is no version of a package`, `Write one version, such as npm:${name}@1.2.0, or a tag`);
  return { name, ...(version === undefined ? {} : { version }) };
}

/** A package for a sentence. */
export function shownPackage({ name, version }: PackageName): string {
  return `npm:${name}${version === undefined ? '' : `@${version}`}`;
}
