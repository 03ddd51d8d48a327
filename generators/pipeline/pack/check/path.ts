import { Refusal } from '../../errors.js';

/** Names that Windows keeps for devices, with any suffix. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)/i;
/** Signs that no file name of Windows may hold. */
const FORBIDDEN = /[<>:"|?*\\]/;
/**
 * What the generator and git keep for themselves, in whatever case a disk takes it (for one of macOS an ſ is an s), and under the short
 * names that Windows gives.
 */
const OWN = /^((\.mlops|mlops~\d+)(\/|$)|(\.yo-rc\.json|yo-rc~\d+(\..*)?)$)/iu;
const GIT = /^(\.git|git~\d+)$/i;

/**
 * Verifies that a pack may emit a file at this path, on every system.
 *
 * @throws Refusal where the path leaves the project or touches what is not the pack's.
 */
export function verifyEmittedPath(path: string): void {
  const fault = pathFault(path);
  if (fault !== undefined)
    throw new Refusal(`The path ${JSON.stringify(path)} ${fault}`, 'Give the file another path inside of the project');
}

function pathFault(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.length > 200) return 'is longer than 200 characters';
  if (/[\p{Cc}\p{Cf}\p{Surrogate}]/u.test(path)) return 'contains an invisible character';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (FORBIDDEN.test(path)) return `holds "${FORBIDDEN.exec(path)?.[0] ?? ''}", which some systems refuse`;
  if (OWN.test(path)) return 'belongs to the generator';
  return path
    .split('/')
    .map(segmentFault)
    .find((fault) => fault !== undefined);
}

function segmentFault(segment: string): string | undefined {
  if (segment === '') return 'has an empty part';
  if (segment === '.' || segment === '..') return 'leaves its folder';
  if (GIT.test(segment)) return 'belongs to git';
  if (/[. ]$/.test(segment) || segment.startsWith(' ')) return 'has a part that starts with a space, or ends with a space or a dot';
  return DEVICE.test(segment) ? `has the part "${segment}", which Windows keeps for a device` : undefined;
}
